package import SwiftProtobuf

/// A unary method with the types of its two messages.
package struct TTRPCMethod<Input: Message, Output: Message>: Sendable {
    /// The service's full name, such as `containerd.task.v2.Task`.
    package let service: String
    /// The method's own name, such as `Create`.
    package let name: String

    /// A method of this service and name.
    package init(_ service: String, _ name: String) {
        self.service = service
        self.name = name
    }

    /// Service and name, as errors tell them.
    package var path: String { "\(service)/\(name)" }

    /// The message that an exchange brought.
    ///
    /// - Throws: ``TTRPCError`` with the server's status, the failure, or that the payload is not the message.
    package func output(of exchange: Exchange) throws -> Output {
        switch exchange.outcome {
        case .failed(let failure):
            throw TTRPCError.failed(failure, calling: path)
        case .answer(let answer):
            if let status = answer.status, !answer.succeeded {
                throw TTRPCError.status(status, calling: path)
            }
            do {
                return try Output(serializedBytes: answer.payload)
            } catch {
                throw TTRPCError.undecodable(Output.protoMessageName, calling: path)
            }
        }
    }
}

extension Client {
    /// Calls the method and hands back everything that was seen of the call.
    ///
    /// - Throws: ``TTRPCError`` only if the request cannot be serialized.
    package func exchange<Input: Message, Output: Message>(
        _ method: TTRPCMethod<Input, Output>, _ request: Input, metadata: [Metadata] = [], timeout: Duration? = nil
    ) async throws -> Exchange {
        let payload: [UInt8]
        do {
            payload = try request.serializedBytes()
        } catch {
            throw TTRPCError.unencodable(Input.protoMessageName, calling: method.path)
        }
        return await call(
            service: method.service, method: method.name, payload: payload, metadata: metadata, timeout: timeout)
    }

    /// Calls the method and hands back its message.
    ///
    /// - Throws: ``TTRPCError`` with the server's status, or why there is no answer.
    package func call<Input: Message, Output: Message>(
        _ method: TTRPCMethod<Input, Output>, _ request: Input, metadata: [Metadata] = [], timeout: Duration? = nil
    ) async throws -> Output {
        try method.output(of: await exchange(method, request, metadata: metadata, timeout: timeout))
    }
}
