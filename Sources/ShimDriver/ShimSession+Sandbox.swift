import Drivers
import Recordings
import Scenarios
import ShimAPI
import SwiftProtobuf
import TTRPC

extension ShimSession {
    /// Asks the sandbox service; shims that do not serve it answer `unimplemented`, which is a facet like any other.
    func sandbox(_ which: SandboxCall, _ subject: Subject, _ context: StepContext) async -> StepResult {
        guard let container = subject.container, let shim = await shim(for: container, context) else {
            return unreachable(context)
        }
        let id = setting.identifier(of: container)
        let (method, message): (String, any Message) =
            switch which {
            case .ping: (SandboxService.ping.name, PingRequest.with { $0.sandboxID = id })
            case .platform: (SandboxService.platform.name, PlatformRequest.with { $0.sandboxID = id })
            case .status: (SandboxService.status.name, SandboxStatusRequest.with { $0.sandboxID = id })
            }
        let payload: [UInt8] = (try? message.serializedBytes()) ?? []
        let record = await call(service: SandboxService.service, method, payload, on: shim, context)
        return result(of: record, context)
    }
}
