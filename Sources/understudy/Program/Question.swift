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
        let misbehaviour = try staging.misbehaviour(in: invocation.id)
        let launch = Launch(arguments: invocation.arguments, environment: RealProgram.environment, stdin: [])
        let act = misbehaviour?.beforeQuestion?(launch, ProgramScene(invocation: invocation))
        if case .answer(let outcome) = act { outcome.conclude() }
        Understudy.replace(by: staging.shim, invocation.arguments)
    }
}
