/// A call that no well-behaved caller makes.
package struct RawCall: Sendable, Hashable, Codable {
    /// How the protocol around the call is treated.
    package enum Fault: String, Sendable, Hashable, Codable, CaseIterable {
        /// As it should be.
        case none
        /// The call's deadline has passed before it is sent.
        case expired
        /// The connection is dropped right after the request was written; later calls use a new one.
        case drop
        /// The frame announces more bytes than the protocol allows.
        case oversize
        /// The request goes out on a stream's number that was used before.
        case reused
        /// The frame's type is one that does not exist.
        case type
    }

    /// The service's full name; nil for the task service in the version that the shim speaks.
    package var service: String?
    /// The method's name, also one that does not exist.
    package var method: String
    /// The message, field by field.
    package var fields: [RawField]
    /// The message's bytes; then `fields` is empty.
    package var bytes: [UInt8]?
    package var fault: Fault

    package init(
        service: String? = nil, method: String, fields: [RawField] = [], bytes: [UInt8]? = nil, fault: Fault = .none
    ) {
        self.service = service
        self.method = method
        self.fields = fields
        self.bytes = bytes
        self.fault = fault
    }
}

/// A field of a message as it goes over the wire, whatever the method's message declares.
package struct RawField: Sendable, Hashable, Codable {
    package indirect enum Value: Sendable, Hashable, Codable {
        /// A text; names in braces are put in, `{main}` the id of the container `main` (`Placeholder`).
        case text(String)
        case bytes([UInt8])
        case integer(UInt64)
        case message([RawField])
        /// So many bytes `a`.
        case filler(Int)
    }

    package var number: Int
    package var value: Value

    package init(_ number: Int, _ value: Value) {
        self.number = number
        self.value = value
    }
}
