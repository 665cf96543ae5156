import Drivers
import Host
import Linux
import Recordings
import Scenarios

/// A daemon that a `cli` step started, and that the trial does not talk to otherwise.
struct StrayShim: Sendable {
    var process: ShimProcess?
    /// nil where it did not say how to reach it.
    var answer: StartAnswer?
}

extension ShimSession {
    /// Runs the shim's binary: a flag alone (`-v`), or a verb with what containerd would put around it, or less.
    func commandLine(_ command: ShimCommand, _ context: StepContext) async -> StepResult {
        let verb = command.arguments.first.flatMap { $0.hasPrefix("-") ? nil : $0 }
        let container = command.about?.container
        // For `start` containerd has made the bundle before.
        if verb == "start", command.bundle == .own, let container, bundles[container] == nil {
            guard await makeBundle(for: container, context) != nil else {
                return StepResult(.done, succeeded: false)
            }
        }
        let folders: (bundle: String, directory: String)
        do {
            folders = try self.folders(of: command, container)
        } catch {
            recordFailure("making a folder for", command.arguments.joined(separator: " "), "\(error)", context)
            return StepResult(.done, succeeded: false)
        }
        let program = Program(
            purpose: verb == "delete" ? "delete" : "cli",
            arguments: words(of: command, verb, container, bundle: folders.bundle),
            environment: environment(with: command.environment), directory: folders.directory,
            stdin: command.stdin ?? (verb == "start" ? startInput(for: container) : []))
        let record = await program.run(within: context.left)
        recorder.record(.program(record), at: record.endedAt, step: context.reference)
        if verb == "start" { takeStrays(record, container) }
        if record.end == .timedOut { return context.hung }
        return StepResult(.done, succeeded: record.end == .exited(0))
    }

    private func words(of command: ShimCommand, _ verb: String?, _ container: String?, bundle: String) -> [String] {
        guard let verb else { return [shimPath] + command.arguments }
        var options = commonOptions
        if let container { options.append((.id, setting.identifier(of: container))) }
        if verb == "delete" { options.append((.bundle, bundle)) }
        let rest = Array(command.arguments.dropFirst())
        // Flags stand before the verb, as containerd has them; behind it no shim looks at them.
        let tail = rest.first?.hasPrefix("-") == true ? rest + [verb] : [verb] + rest
        return [shimPath]
            + options.filter { !command.without.contains($0.option) }.flatMap { ["-\($0.option.rawValue)", $0.value] }
            + tail
    }

    /// The folder that is named as the bundle, and the one that it is run in.
    private func folders(of command: ShimCommand, _ container: String?) throws -> (bundle: String, directory: String) {
        func existing(_ container: String?) -> String {
            guard let path = container.map(setting.bundle(of:)), Files.exists(path) else { return setting.folder }
            return path
        }
        switch command.bundle {
        case .own:
            let path = existing(container)
            return (path, path)
        case .missing: return ("\(setting.folder)/missing", setting.folder)
        case .empty:
            let path = "\(setting.folder)/empty"
            if !Files.exists(path) { try Files.makeDirectory(path, mode: 0o711) }
            return (path, path)
        case .foreign:
            let other = setting.scenario.containers.map(\.name).first { $0 != container && bundles[$0] != nil }
            let path = existing(other)
            return (path, path)
        }
    }

    /// containerd's environment with entries added, or taken away by an empty value.
    private func environment(with more: [String]) -> [String] {
        var entries = environment
        for entry in more {
            let name = entry.prefix { $0 != "=" }
            entries.removeAll { $0.hasPrefix("\(name)=") }
            if entry.utf8.count > name.utf8.count + 1 { entries.append(entry) }
        }
        return entries
    }

    /// Finds the daemons that a `start` has left beside those that are known, so that the tear-down can end them.
    private func takeStrays(_ record: ProgramRecord, _ container: String?) {
        let answer = try? StartAnswer.read(record.stdout.bytes).get()
        let isNew = answer.map { answer in !shims.values.contains { $0.answer.socket == answer.socket } } ?? false
        if let answer, isNew {
            setting.claims.add(.socket(answer.socket))
            recorder.record(
                .bound(Binding(kind: .address, value: answer.socket, name: "socket:\(container ?? "cli")")),
                at: Stamp.now.nanoseconds)
        }
        claimUnderstudy(of: container ?? "cli")
        let known = Set((shims.values.compactMap { $0.process } + strays.compactMap(\.process)).map(\.identity))
        // Without an id on its command line the namespace tells it: that is the trial's own.
        let mark = container.map(setting.identifier(of:)) ?? setting.namespace
        let found = ShimProcess.all(identifier: mark, ofShim: shimPath, but: known)
        for (index, process) in found.enumerated() {
            setting.claims.add(.process(role: "shim:cli", process.identity))
            strays.append(StrayShim(process: process, answer: isNew && index == 0 ? answer : nil))
        }
        if found.isEmpty, isNew { strays.append(StrayShim(process: nil, answer: answer)) }
    }
}
