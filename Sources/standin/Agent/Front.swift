import Linux
import SwiftProtobuf
import TTRPC

/// What every call goes through: it is read, recorded, carried out, and answered, at once or after a while.
struct Front: Sendable {
    /// The VM whose agent is asked; empty for the hypervisor.
    let machine: String
    let conversation: Conversation
    /// How much later than it could each answer is given.
    let delay: Duration

    /// A method whose calls are carried out by `body`.
    ///
    /// - Parameter body: Whatever it throws becomes a status: its own, or `internal` with the error's words.
    func serve<Input: Message, Output: Message>(
        _ method: TTRPCMethod<Input, Output>, _ body: @escaping @Sendable (Input) async throws -> Output
    ) -> ServerMethod {
        .unary(method.service, method.name) { request in
            let message = try? Input(serializedBytes: request.payload)
            let number = conversation.arrived(request, at: machine, message)
            var answer: Output?
            let response: ServerResponse
            do {
                guard let message else { throw AgentFailure.invalid("the payload is no \(Input.protoMessageName)") }
                let output = try await body(message)
                response = .success(try output.serializedBytes())
                answer = output
            } catch {
                let failure = AgentFailure(error)
                response = .failure(Status(failure.code, failure.words))
            }
            await wait()
            conversation.answered(number, response, answer)
            return response
        }
    }

    /// Answers what no method serves, as an agent without it does, and records that it was asked.
    func refuse(_ request: ServerRequest) async -> ServerResponse {
        let number = conversation.arrived(request, at: machine, nil)
        let words = "\(AgentFailure.line(request.service))/\(AgentFailure.line(request.method)) is not implemented"
        let response = ServerResponse.failure(Status(.unimplemented, words))
        await wait()
        conversation.answered(number, response, nil)
        return response
    }

    private func wait() async {
        if delay > .zero { try? await Poller.shared.sleep(until: .after(delay)) }
    }
}
