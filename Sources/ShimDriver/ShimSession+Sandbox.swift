import Drivers
import FoundationEssentials
import Recordings
import Scenarios
import ShimAPI
import SwiftProtobuf
import TTRPC

extension ShimSession {
    /// Calls the sandbox service; shims that do not serve it answer `unimplemented`, which is a facet like any other.
    func sandbox(_ which: SandboxCall, _ subject: Subject, _ context: StepContext) async -> StepResult {
        guard let container = subject.container else { return unreachable(context) }
        let found = which == .create ? await shimToCreate(container, context) : await shim(for: container, context)
        guard let shim = found else { return unreachable(context) }
        let record = await ask(which, of: container, on: shim, context)
        return result(of: record, context)
    }

    /// Makes one call; what it makes or ends is remembered for the tear-down.
    func ask(
        _ which: SandboxCall, of container: String, on shim: ShimConnection, _ context: StepContext
    ) async -> CallRecord {
        let id = setting.identifier(of: container)
        let (method, message): (String, any Message) =
            switch which {
            case .ping: (SandboxService.ping.name, PingRequest.with { $0.sandboxID = id })
            case .platform: (SandboxService.platform.name, PlatformRequest.with { $0.sandboxID = id })
            case .status: (SandboxService.status.name, SandboxStatusRequest.with { $0.sandboxID = id })
            case .create: (SandboxService.create.name, createRequest(of: container))
            case .start: (SandboxService.start.name, StartSandboxRequest.with { $0.sandboxID = id })
            case .stop: (SandboxService.stop.name, StopSandboxRequest.with { $0.sandboxID = id })
            case .wait: (SandboxService.wait.name, WaitSandboxRequest.with { $0.sandboxID = id })
            case .shutdown: (SandboxService.shutdown.name, ShutdownSandboxRequest.with { $0.sandboxID = id })
            }
        if which == .create { sandboxes.insert(container) }
        let payload: [UInt8] = (try? message.serializedBytes()) ?? []
        let record = await call(service: SandboxService.service, method, payload, on: shim, context)
        switch (which, record.outcome) {
        case (.create, .refused), (.shutdown, .answered): sandboxes.remove(container)
        default: break
        }
        return record
    }

    /// As containerd's controller asks: the bundle, what the daemon's options are, the network namespace.
    private func createRequest(of container: String) -> CreateSandboxRequest {
        let options = setting.family.options(for: contender, folder: setting.sockets)
        return CreateSandboxRequest.with {
            $0.sandboxID = setting.identifier(of: container)
            $0.bundlePath = setting.bundle(of: container)
            $0.rootfs = bundles[container]?.root.mounts ?? []
            $0.netnsPath = network?.path ?? ""
            $0.annotations = setting.scenario.given.pod?.annotations ?? [:]
            if let options {
                $0.options = Google_Protobuf_Any.with {
                    $0.typeURL = options.typeURL
                    $0.value = .init(options.value)
                }
            }
        }
    }
}
