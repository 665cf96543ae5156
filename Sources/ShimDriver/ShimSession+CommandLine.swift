import Drivers
import Host
import Linux
import Matrices
import Recordings
import Scenarios

extension ShimSession {
    /// Runs the shim's binary: a flag alone (`-v`), or a verb with what containerd would put around it.
    func commandLine(_ arguments: [String], about subject: Subject?, _ context: StepContext) async -> StepResult {
        let container = subject?.container
        var words = [setting.contender.shim]
        var directory = setting.folder
        if let verb = arguments.first, !verb.hasPrefix("-") {
            words = commonArguments
            if let container {
                directory = setting.bundle(of: container)
                words += ["-id", setting.identifier(of: container)]
                if verb == "delete" { words += ["-bundle", directory] }
            }
        }
        let program = Program(
            purpose: arguments.first == "delete" ? "delete" : "cli", arguments: words + arguments,
            environment: environment, directory: Files.exists(directory) ? directory : setting.folder)
        let record = await program.run(within: context.left)
        recorder.record(.program(record), at: record.endedAt, step: context.reference)
        if record.end == .timedOut { return context.hung }
        return StepResult(.done, succeeded: record.end == .exited(0))
    }
}
