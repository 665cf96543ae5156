import Glibc
import Linux

/// `start`: a daemon of the understudy that takes the real one's events, the real `start`, and its answer.
struct Starting: Sendable {
    let invocation: Invocation
    let staging: Staging
    let program: String
    let began: Stamp
    /// What the loading of this program has taken: the processor's time that it had used when it began.
    let loadNanoseconds: UInt64

    init(_ invocation: Invocation, _ staging: Staging, program: String, began: Stamp, loadNanoseconds: UInt64) {
        self.invocation = invocation
        self.staging = staging
        self.program = program
        self.began = began
        self.loadNanoseconds = loadNanoseconds
    }

    func run() async throws {
        let misbehaviour = try staging.misbehaviour(in: invocation.id)
        var launch = Launch(
            arguments: invocation.arguments, environment: RealProgram.environment,
            stdin: try await Poller.shared.readAll(Descriptor(owning: dup(0)), limit: 16 << 20).bytes)
        switch misbehaviour?.beforeStart?(launch, ProgramScene(invocation: invocation)) {
        case .answer(let outcome): outcome.conclude()
        case .edit(let edited): launch = edited
        case nil: break
        }
        let endpoint = EventAddress(in: launch, pid: getpid())
        let daemon = try await DaemonProcess.start(
            program,
            Daemon.Orders(
                id: invocation.id, namespace: invocation.namespace, pid: getpid(), endpoint: endpoint?.real,
                events: endpoint?.own))
        if let endpoint { launch = endpoint.put(into: launch, publisher: program) }
        var outcome = try await RealProgram(
            path: staging.shim, arguments: launch.arguments, environment: launch.environment, stdin: launch.stdin
        ).run()
        if outcome.isSuccess, let address = ShimAddress.read(outcome.stdout) {
            try await daemon.serve(address)
        } else {
            await daemon.end()
        }
        let scene = ProgramScene(
            invocation: invocation, elapsedNanoseconds: Stamp.now.nanoseconds(since: began) + loadNanoseconds)
        if let act = misbehaviour?.afterStart?(outcome, scene) { outcome = await act.done(with: outcome) }
        outcome.conclude()
    }
}

/// `delete`: the real one's.
struct Deleting: Sendable {
    let invocation: Invocation
    let staging: Staging
    let began: Stamp

    init(_ invocation: Invocation, _ staging: Staging, began: Stamp) {
        self.invocation = invocation
        self.staging = staging
        self.began = began
    }

    func run() async throws {
        guard let misbehaviour = try staging.misbehaviour(in: invocation.id),
            misbehaviour.beforeDelete != nil || misbehaviour.afterDelete != nil
        else { Understudy.replace(by: staging.shim, invocation.arguments) }
        var launch = Launch(
            arguments: invocation.arguments, environment: RealProgram.environment,
            stdin: try await Poller.shared.readAll(Descriptor(owning: dup(0)), limit: 16 << 20).bytes)
        switch misbehaviour.beforeDelete?(launch, ProgramScene(invocation: invocation)) {
        case .answer(let outcome): outcome.conclude()
        case .edit(let edited): launch = edited
        case nil: break
        }
        var outcome = try await RealProgram(
            path: staging.shim, arguments: launch.arguments, environment: launch.environment, stdin: launch.stdin
        ).run()
        let scene = ProgramScene(
            invocation: invocation, elapsedNanoseconds: Stamp.now.nanoseconds(since: began))
        if let act = misbehaviour.afterDelete?(outcome, scene) { outcome = await act.done(with: outcome) }
        outcome.conclude()
    }
}

extension ProgramAct {
    /// Does what it is and gives what is to be said.
    func done(with real: ProgramOutcome) async -> ProgramOutcome {
        if delayNanoseconds > 0 { await pause(delayNanoseconds) }
        await effect?()
        return outcome ?? real
    }
}

/// Lets time pass.
func pause(_ nanoseconds: UInt64) async {
    try? await Poller.shared.sleep(until: .after(.nanoseconds(Int64(clamping: nanoseconds))))
}
