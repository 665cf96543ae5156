/// A call that arrived at a companion which a shim asks: at a remote hypervisor, or at the agent in a guest.
///
/// It is seen when it arrives, before anything is done about it, so that one which never gets an answer is seen too.
package struct AskedRecord: Sendable, Hashable, Codable {
    /// The call's number at the companion, from 1; what answers it bears the same.
    package var call: UInt64
    /// The VM whose agent was asked; empty for the hypervisor.
    package var machine: String
    /// `grpc.AgentService`.
    package var service: String
    /// `CreateContainer`.
    package var method: String
    /// Which of the companion's connections it came by, from 1.
    package var connection: UInt64
    /// How long the caller says that it waits; 0 for no limit.
    package var timeoutNanoseconds: Int64
    package var message: HeldMessage

    package init(
        call: UInt64, machine: String, service: String, method: String, connection: UInt64, timeoutNanoseconds: Int64,
        message: HeldMessage
    ) {
        self.call = call
        self.machine = machine
        self.service = service
        self.method = method
        self.connection = connection
        self.timeoutNanoseconds = timeoutNanoseconds
        self.message = message
    }
}

/// What such a call was answered.
package struct RepliedRecord: Sendable, Hashable, Codable {
    package var call: UInt64
    /// A status of gRPC; 0 for an answer that is the method's message.
    package var code: Int32
    /// The words of a refusal.
    package var words: String
    package var message: HeldMessage

    package init(call: UInt64, code: Int32, words: String, message: HeldMessage) {
        self.call = call
        self.code = code
        self.words = words
        self.message = message
    }
}
