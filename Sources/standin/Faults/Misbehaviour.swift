import SwiftProtobuf
import TTRPC

/// What a bad guest does about calls. The closures only say what is to be done at an occasion, or nil; they do nothing.
struct Misbehaviour: Sendable {
    /// Asked when a call has come, before it is carried out.
    var before: (@Sendable (Occasion) -> GuestAct?)?
    /// Asked when it has been carried out, with what it would be answered.
    var after: (@Sendable (Occasion, ServerResponse) -> GuestAct?)?
    /// Whether the agent of a started VM listens.
    var hasAgent = true

    /// Something at every call of one method, before it is carried out.
    static func at(_ method: String, _ act: GuestAct) -> Misbehaviour {
        Misbehaviour(before: { $0.method == method ? act : nil })
    }
}

/// What is done about one call in the place of what should be.
enum GuestAct: Sendable, Hashable {
    /// As it should be, but later.
    case late(Duration)
    /// It is never answered.
    case silent
    /// It is answered with this.
    case answered(ServerResponse)
    /// The VM is gone, with all that runs in it; nothing is answered any more.
    case gone
}

/// A call that a guest could misbehave about.
struct Occasion: Sendable, Hashable {
    var service: String
    var method: String
    /// The serialized message.
    var payload: [UInt8]
    /// Which call of the method it is, from 1, in its VM.
    var number: Int
    /// The containers that have been asked for in its VM, in order.
    var containers: [String]
}

extension Misbehaviour {
    /// Another message as the answer to every call of one method.
    static func answering<Input: Message, Output: Message>(
        _ method: TTRPCMethod<Input, Output>, _ message: Output
    ) -> Misbehaviour {
        let payload: [UInt8]? = try? message.serializedBytes()
        return Misbehaviour(before: { occasion in
            guard occasion.service == method.service, occasion.method == method.name, let payload else { return nil }
            return .answered(.success(payload))
        })
    }
}
