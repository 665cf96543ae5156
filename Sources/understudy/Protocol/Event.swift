import ShimAPI
import SwiftProtobuf

/// One event of the shim.
struct Event: Sendable, Hashable {
    var envelope: Containerd_Types_Envelope

    init(_ envelope: Containerd_Types_Envelope) {
        self.envelope = envelope
    }

    /// An event of a message, under its topic; how a test makes one.
    init(_ topic: TaskTopic, _ message: some Message) {
        envelope = .with {
            $0.topic = topic.rawValue
            $0.event = (try? Google_Protobuf_Any(bare: message)) ?? .init()
        }
    }

    /// What it reports, as far as its topic is known.
    var topic: TaskTopic? { TaskTopic(rawValue: envelope.topic) }

    /// Its message; nil if it is of another type.
    func message<M: Message>(_ type: M.Type = M.self) -> M? { envelope.event.unpacked(as: type) }

    /// The event with its message changed; nil if it is of another type, or nothing changes.
    func edited<M: Message & Equatable>(_ type: M.Type, _ edit: (inout M) -> Void) -> Event? {
        guard let old = message(type) else { return nil }
        var new = old
        edit(&new)
        guard new != old, let bytes = try? new.serializedData() else { return nil }
        var event = self
        event.envelope.event.value = bytes
        return event
    }

    /// The event with its envelope changed.
    func with(_ edit: (inout Containerd_Types_Envelope) -> Void) -> Event {
        var event = self
        edit(&event.envelope)
        return event
    }
}
