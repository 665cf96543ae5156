import FoundationEssentials
import Linux

/// What the shim's program is asked without a verb: the real one's answer, unless the fault has another.
struct Question: Sendable {
    let invocation: Invocation
    let staging: Staging

    init(_ invocation: Invocation, _ staging: Staging) {
        self.invocation = invocation
        self.staging = staging
    }

    func run() throws -> Never {
        let misbehaviour = try staging.misbehaviour(in: asked(in: FileManager.default.currentDirectoryPath))
        let launch = Launch(arguments: invocation.arguments, environment: RealProgram.environment, stdin: [])
        let act = misbehaviour?.beforeQuestion?(launch, ProgramScene(invocation: invocation))
        if case .answer(let outcome) = act { outcome.conclude() }
        Understudy.replace(by: staging.shim, invocation.arguments)
    }

    /// What decides whether an intermittent fault strikes: `-v` is asked of no container, but of each trial in its folder.
    func asked(in folder: String) -> String { invocation.id.isEmpty ? folder : invocation.id }
}
