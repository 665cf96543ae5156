import Drivers
import FoundationEssentials
import Host
import Linux
import Matrices
import Recordings
import Scenarios
import ShimAPI
import SwiftProtobuf
import TTRPC

extension ShimSession {
    /// The shim that a call about a container goes to: its own, else the first of the trial, else one launched now.
    ///
    /// - Returns: nil when it could not be launched; why is in the recording. One that is gone is not launched again:
    ///   calls to it are broken.
    func shim(for container: String, _ context: StepContext) async -> ShimConnection? {
        if let shim = shims[container] { return shim }
        if let first = launched.first, let shim = shims[first] { return shim }
        return await launch(for: container, context)
    }

    /// The shim that a container is created in: its own; one whose connection has ended is dead to containerd, and
    /// launched again.
    func shimToCreate(_ container: String, _ context: StepContext) async -> ShimConnection? {
        if let shim = shims[container], shim.ended.value == nil { return shim }
        return await launch(for: container, context)
    }

    /// Starts the container's shim as containerd does: bundle, `start`, its answer, the connection.
    func launch(for container: String, _ context: StepContext) async -> ShimConnection? {
        guard let bundle = await makeBundle(for: container, context) else { return nil }
        if let shared = sandboxShim(of: container, bundle) { return shared }
        phase("shim-start")
        let record = await startProgram(for: container, in: bundle).run(within: context.left)
        recorder.record(.program(record), at: record.endedAt, step: context.reference)
        if record.end == .timedOut { return nil }

        guard case .exited(0) = record.end else {
            let said = record.stderr.bytes.isEmpty ? record.stdout : record.stderr
            giveUp("it ended with \(record.end.words): \(said.oneLine)", context)
            return nil
        }
        let answer: StartAnswer
        switch StartAnswer.read(record.stdout.bytes) {
        case .success(let read): answer = read
        case .failure(let problem):
            // Some shims exit 0 on errors, and say why where nobody looks.
            let said = record.stderr.bytes.isEmpty ? "" : ": \(record.stderr.oneLine)"
            giveUp(problem.why + said, context)
            return nil
        }
        return connect(to: answer, for: container, in: bundle, context)
    }

    /// From containerd 2.0 on a workload's shim is its sandbox's, and is not started; before, `start` is asked and is
    /// expected to tell the sandbox's address (containerd, `ShimManager.Start`).
    private func sandboxShim(of container: String, _ bundle: BundleFolder) -> ShimConnection? {
        guard daemon >= .v2_1, setting.scenario.given.pod != nil, !setting.isSandbox(container),
            let shim = shims[PodSpec.sandbox], shim.ended.value == nil
        else { return nil }
        attach(container, to: shim)
        try? Files.write("\(bundle.path)/sandbox", Array(setting.identifier(of: PodSpec.sandbox).utf8), mode: 0o600)
        try? writeBootstrap(shim.answer, into: bundle)
        return shim
    }

    private func attach(_ container: String, to shim: ShimConnection) {
        if let old = shims[container], old !== shim { retired.append(old) }
        shims[container] = shim
        if !attached.contains(container) { attached.append(container) }
    }

    private func connect(
        to answer: StartAnswer, for container: String, in bundle: BundleFolder, _ context: StepContext
    ) -> ShimConnection? {
        if let shared = shims.values.first(where: { $0.answer.socket == answer.socket && $0.ended.value == nil }) {
            attach(container, to: shared)
            if daemon.writesBootstrapFile { try? writeBootstrap(answer, into: bundle) }
            return shared
        }
        phase("connect")
        recorder.record(
            .bound(Binding(kind: .address, value: answer.socket, name: "socket:\(container)")),
            at: Stamp.now.nanoseconds)
        let process = strays.first { $0.answer?.socket == answer.socket }?.process
        guard let shim = link(to: answer, process: process, finding: container, context) else { return nil }
        strays.removeAll { $0.answer?.socket == answer.socket }
        setting.claims.add(.socket(answer.socket))
        claimUnderstudy(of: container)
        if let identity = shim.process?.identity {
            setting.claims.add(.process(role: "shim:\(container)", identity))
            recorder.record(
                .bound(Binding(kind: .pid, value: "\(identity.pid)", name: "shim:\(container)")),
                at: Stamp.now.nanoseconds)
        }
        attach(container, to: shim)
        if !launched.contains(container) { launched.append(container) }
        if daemon.writesBootstrapFile { try? writeBootstrap(answer, into: bundle) }
        return shim
    }

    /// Connects to a shim.
    ///
    /// - Parameter finding: Whose daemon to look for where the process is not known.
    /// - Returns: nil when nobody listens; why is in the recording.
    func link(
        to answer: StartAnswer, process: ShimProcess?, finding container: String? = nil, _ context: StepContext
    ) -> ShimConnection? {
        let recorder = self.recorder
        let isLateFair = setting.scenario.leavesCallsOpen
        do {
            let link = try ShimLink(
                answer.socket,
                late: { recorder.record(isLateFair ? .mark("late-answer") : .violation($0), at: $1) },
                violations: { recorder.record(.violation($0), at: $1) })
            recorder.record(.mark("connected"), at: Stamp.now.nanoseconds, step: context.reference)
            let found =
                process
                ?? container.flatMap {
                    ShimProcess.find(identifier: setting.identifier(of: $0), ofShim: shimPath)
                }
            return ShimConnection(link, answer, process: found)
        } catch {
            giveUp("connect: \(error)", context)
            return nil
        }
    }

    /// Connects again to a shim whose connection a step has ended; that it is gone is recorded.
    func reconnect(_ shim: ShimConnection, _ context: StepContext) {
        shim.client.close()
        guard shim.process?.hasEnded != true else {
            recorder.record(.mark("shim-lost"), at: Stamp.now.nanoseconds, step: context.reference)
            return
        }
        guard let new = link(to: shim.answer, process: shim.process, context) else { return }
        recorder.record(.mark("reconnected"), at: Stamp.now.nanoseconds, step: context.reference)
        for (container, old) in shims where old === shim { shims[container] = new }
        retired.append(shim)
    }

    /// Tells that a phase begins now, for steps that wait for it.
    func phase(_ name: String) {
        recorder.moments.begin(.phase(name), at: Stamp.now.nanoseconds)
    }

    /// Records that the contender could not be reached, in place of the call that this was for.
    func giveUp(_ why: String, _ context: StepContext) {
        let now = Stamp.now.nanoseconds
        recorder.record(
            .call(
                CallRecord(
                    service: "start", method: "start", sentAt: now, receivedAt: now, request: RawBytes(),
                    outcome: .broken(why))),
            at: now, step: context.reference)
    }

    func makeBundle(for container: String, _ context: StepContext) async -> BundleFolder? {
        if let bundle = bundles[container] { return bundle }
        guard let spec = setting.scenario.containers.first(where: { $0.name == container }) else {
            recordFailure("making a bundle", container, "the scenario declares no such container", context)
            return nil
        }
        do {
            let bundle = try await BundleFolder.make(
                for: spec, setting, daemon, surroundings(of: container), shim: contender.shim,
                until: context.deadline)
            bundles[container] = bundle
            if let loop = bundle.root.loop {
                // The next free one: another in every trial.
                recorder.record(
                    .bound(Binding(kind: .path, value: "/dev/\(loop)", name: "loop:\(container)")),
                    at: Stamp.now.nanoseconds)
            }
            logs[container] = LogReader(bundle.log, poller: poller, recorder: recorder)
            return bundle
        } catch {
            recordFailure("making the bundle of", container, "\(error)", context)
            return nil
        }
    }

    private func surroundings(of container: String) -> Surroundings {
        let isWorkload = setting.scenario.given.pod != nil && !setting.isSandbox(container)
        return Surroundings(
            network: network?.path,
            sandbox: isWorkload
                ? .init(id: setting.identifier(of: PodSpec.sandbox), pid: inits[PodSpec.sandbox]) : nil)
    }

    func recordFailure(_ doing: String, _ to: String, _ why: String, _ context: StepContext?) {
        recorder.record(
            .infrastructure(InfrastructureFailure(doing: doing, to: to, why: why)), at: Stamp.now.nanoseconds,
            step: context?.reference)
    }

    private func startProgram(for container: String, in bundle: BundleFolder) -> Program {
        Program(
            purpose: "start", arguments: commonArguments + ["-id", setting.identifier(of: container), "start"],
            environment: environment, directory: bundle.path, stdin: startInput(for: container))
    }

    /// What containerd gives to `start` on stdin.
    func startInput(for container: String?) -> [UInt8] {
        let options = setting.family.options(for: contender, folder: setting.sockets)
        guard daemon.bootstrapsByMessage else { return options.map(serialized) ?? [] }
        return bootstrapParameters(id: container.map(setting.identifier(of:)) ?? "", options: options)
    }

    /// Where the shim is started from.
    var shimPath: String { setting.isUpgraded ? setting.installedShim : contender.shim }

    /// What containerd puts before a verb on a shim's command line.
    var commonOptions: [(option: ShimCommand.Option, value: String)] {
        [(.namespace, setting.namespace), (.address, endpoint.address), (.publishBinary, setting.publisher)]
    }

    /// What containerd puts before everything else on a shim's command line, the shim itself first.
    var commonArguments: [String] {
        [shimPath] + commonOptions.flatMap { ["-\($0.option.rawValue)", $0.value] }
    }

    var environment: [String] {
        Program.plainEnvironment + setting.family.environment(of: contender)
            + daemon.environment(
                namespace: setting.namespace, ttrpcAddress: endpoint.ttrpcAddress, grpcAddress: endpoint.address)
    }

    private func serialized(_ options: TaskOptions) -> [UInt8] {
        var any = Wire.Encoder()
        any.string(1, options.typeURL)
        any.bytes(2, options.value)
        return any.bytes
    }

    private func bootstrapParameters(id: String, options: TaskOptions?) -> [UInt8] {
        var parameters = BootstrapParams()
        parameters.instanceID = id
        parameters.namespace = setting.namespace
        parameters.containerdVersion = daemon.version
        parameters.containerdTtrpcAddress = endpoint.ttrpcAddress
        parameters.containerdGrpcAddress = endpoint.address
        parameters.containerdBinary = setting.publisher
        if let options {
            var entry = BootstrapExtension()
            entry.value.typeURL = options.typeURL
            entry.value.value = .init(options.value)
            parameters.extensions = [entry]
        }
        return (try? parameters.serializedBytes()) ?? []
    }

    private func writeBootstrap(_ answer: StartAnswer, into bundle: BundleFolder) throws {
        let text =
            #"{"version":\#(answer.version),"address":"unix://\#(answer.socket)","protocol":"\#(answer.proto)"}"#
        try Files.write("\(bundle.path)/bootstrap.json", Array(text.utf8))
    }
}

extension Scenario {
    /// Whether it leaves calls unanswered on purpose, so that an answer that comes late breaks nothing.
    fileprivate var leavesCallsOpen: Bool {
        allSteps.contains { step in
            if case .crash(_, .freeze) = step.action { return true }
            return step.demandsTimeout(under: DirectDriver.name)
        }
    }
}
