import Drivers
import FoundationEssentials
import Host
import Linux
import Matrices
import Recordings
import Scenarios
import ShimAPI
import SwiftProtobuf

extension ShimSession {
    /// The shim that a call about a container goes to: its own, else the first of the trial, else one launched now.
    ///
    /// - Returns: nil when it could not be launched; why is in the recording.
    func shim(for container: String, _ context: StepContext) async -> ShimConnection? {
        if let shim = shims[container] { return shim }
        if let first = launched.first, let shim = shims[first] { return shim }
        return await launch(for: container, context)
    }

    /// Starts the container's shim as containerd does: bundle, `start`, its answer, the connection.
    func launch(for container: String, _ context: StepContext) async -> ShimConnection? {
        guard let bundle = await makeBundle(for: container, context) else { return nil }
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
            giveUp(problem.why, context)
            return nil
        }
        return connect(to: answer, for: container, in: bundle, context)
    }

    private func connect(
        to answer: StartAnswer, for container: String, in bundle: BundleFolder, _ context: StepContext
    ) -> ShimConnection? {
        if let shared = shims.values.first(where: { $0.answer.socket == answer.socket }) {
            shims[container] = shared
            return shared
        }
        let recorder = self.recorder
        recorder.record(
            .bound(Binding(kind: .address, value: answer.socket, name: "socket:\(container)")),
            at: Stamp.now.nanoseconds)
        do {
            let link = try ShimLink(answer.socket) { recorder.record(.violation($0), at: $1) }
            recorder.record(.mark("connected"), at: Stamp.now.nanoseconds, step: context.reference)
            let shim = ShimConnection(
                link, answer,
                process: .find(identifier: setting.identifier(of: container), ofShim: setting.contender.shim))
            setting.claims.add(.socket(answer.socket))
            if let identity = shim.process?.identity {
                setting.claims.add(.process(role: "shim:\(container)", identity))
                recorder.record(
                    .bound(Binding(kind: .pid, value: "\(identity.pid)", name: "shim:\(container)")),
                    at: Stamp.now.nanoseconds)
            }
            shims[container] = shim
            launched.append(container)
            if daemon.writesBootstrapFile { try? writeBootstrap(answer, into: bundle) }
            return shim
        } catch {
            giveUp("connect: \(error)", context)
            return nil
        }
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

    private func makeBundle(for container: String, _ context: StepContext) async -> BundleFolder? {
        if let bundle = bundles[container] { return bundle }
        guard let spec = setting.scenario.containers.first(where: { $0.name == container }) else {
            recordFailure("making a bundle", container, "the scenario declares no such container", context)
            return nil
        }
        do {
            let bundle = try BundleFolder.make(for: spec, setting, daemon)
            bundles[container] = bundle
            logs.append(LogReader(bundle.log, poller: poller, recorder: recorder))
            return bundle
        } catch {
            recordFailure("making the bundle of", container, "\(error)", context)
            return nil
        }
    }

    func recordFailure(_ doing: String, _ to: String, _ why: String, _ context: StepContext?) {
        recorder.record(
            .infrastructure(InfrastructureFailure(doing: doing, to: to, why: why)), at: Stamp.now.nanoseconds,
            step: context?.reference)
    }

    private func startProgram(for container: String, in bundle: BundleFolder) -> Program {
        let options = setting.family.options(for: setting.contender, folder: setting.sockets)
        let id = setting.identifier(of: container)
        let stdin =
            daemon.bootstrapsByMessage
            ? bootstrapParameters(id: id, options: options) : options.map(serialized) ?? []
        return Program(
            purpose: "start", arguments: commonArguments + ["-id", id, "start"], environment: environment,
            directory: bundle.path, stdin: stdin)
    }

    /// What containerd puts before everything else on a shim's command line.
    var commonArguments: [String] {
        [
            setting.contender.shim, "-namespace", setting.namespace, "-address", endpoint.address,
            "-publish-binary", setting.publisher,
        ]
    }

    var environment: [String] {
        Program.plainEnvironment
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
