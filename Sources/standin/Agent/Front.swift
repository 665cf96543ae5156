import Linux
import SwiftProtobuf
import TTRPC

/// What every call goes through: it is read, recorded, carried out, and answered, at once or after a while.
///
/// Where the guest is a bad one, it is asked before and after what it does about the call.
struct Front: Sendable {
    /// The VM whose agent is asked; empty for the hypervisor.
    let machine: String
    let conversation: Conversation
    /// How much later than it could each answer is given.
    let delay: Duration
    var misbehaviour: Misbehaviour?
    /// Set when the VM is to be gone.
    let cut = OneShot<Void>()

    private let occasions = Occasions()

    init(machine: String, conversation: Conversation, delay: Duration, misbehaviour: Misbehaviour? = nil) {
        self.machine = machine
        self.conversation = conversation
        self.delay = delay
        self.misbehaviour = misbehaviour
    }

    /// A method whose calls are carried out by `body`.
    ///
    /// - Parameter body: Whatever it throws becomes a status: its own, or `internal` with the error's words.
    func serve<Input: Message, Output: Message>(
        _ method: TTRPCMethod<Input, Output>, _ body: @escaping @Sendable (Input) async throws -> Output
    ) -> ServerMethod {
        .unary(method.service, method.name) { request in
            let message = try? Input(serializedBytes: request.payload)
            let number = conversation.arrived(request, at: machine)
            let occasion = misbehaviour.map { _ in occasions.note(request) }
            var act = occasion.flatMap { misbehaviour?.before?($0) }
            var response = ServerResponse.success([])
            switch act {
            case .silent?, .gone?, .answered?: break
            case .late?, nil:
                response = await Caller.$pid.withValue(request.peer) { await Front.response(to: message, body) }
                if let occasion, let after = misbehaviour?.after?(occasion, response) { act = after }
            }
            switch act {
            case .silent?: return await withheld()
            case .gone?:
                cut.set(())
                return await withheld()
            case .answered(let given)?: response = given
            case .late(let duration)?: try? await Poller.shared.sleep(until: .after(duration))
            case nil: break
            }
            await wait()
            conversation.answered(number, method.name, response)
            return response
        }
    }

    private static func response<Input: Message, Output: Message>(
        to message: Input?, _ body: @Sendable (Input) async throws -> Output
    ) async -> ServerResponse {
        do {
            guard let message else { throw AgentFailure.invalid("the payload is no \(Input.protoMessageName)") }
            return .success(try await body(message).serializedBytes())
        } catch {
            let failure = AgentFailure(error)
            return .failure(Status(failure.code, failure.words))
        }
    }

    /// An answer that never comes: until the connection, and so the handler, ends.
    private func withheld() async -> ServerResponse {
        try? await OneShot<Void>().get()
        return .failure(Status(.cancelled, "the call was given up"))
    }

    /// Answers what no method serves, as an agent without it does, and records that it was asked.
    func refuse(_ request: ServerRequest) async -> ServerResponse {
        let number = conversation.arrived(request, at: machine)
        let words = "\(AgentFailure.line(request.service))/\(AgentFailure.line(request.method)) is not implemented"
        let response = ServerResponse.failure(Status(.unimplemented, words))
        await wait()
        conversation.answered(number, request.method, response)
        return response
    }

    private func wait() async {
        if delay > .zero { try? await Poller.shared.sleep(until: .after(delay)) }
    }
}
