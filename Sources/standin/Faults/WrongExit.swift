import AgentAPI
import SwiftProtobuf
import TTRPC

extension Fault {
    static let wrongExit = Fault(
        name: "exit/out-of-range",
        title: "A process is told to have ended with a code that there is none of",
        because: "What a shim makes of it decides whether a job is run again."
    ) { _ in
        Misbehaviour(after: { occasion, response in
            guard occasion.method == AgentService.waitProcess.name, case .success = response,
                let payload: [UInt8] = try? Grpc_WaitProcessResponse.with({ $0.status = -70_000 }).serializedBytes()
            else { return nil }
            return .answered(.success(payload))
        })
    }
}
