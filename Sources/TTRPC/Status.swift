/// The code of a status: gRPC's, which ttrpc shares.
public struct StatusCode: RawRepresentable, Sendable, Hashable {
    /// The number on the wire; any, as a hostile peer may say anything.
    public var rawValue: Int32

    /// A code by its number on the wire.
    public init(rawValue: Int32) {
        self.rawValue = rawValue
    }

    /// Carried out.
    public static let ok = StatusCode(rawValue: 0)
    /// Given up by the caller.
    public static let cancelled = StatusCode(rawValue: 1)
    /// What the server cannot put into another code; most shim failures.
    public static let unknown = StatusCode(rawValue: 2)
    /// The request makes no sense, whatever the state.
    public static let invalidArgument = StatusCode(rawValue: 3)
    /// Not done in the time that the request gave.
    public static let deadlineExceeded = StatusCode(rawValue: 4)
    /// The object is not there.
    public static let notFound = StatusCode(rawValue: 5)
    /// The object is there already.
    public static let alreadyExists = StatusCode(rawValue: 6)
    /// The caller may not do this.
    public static let permissionDenied = StatusCode(rawValue: 7)
    /// Something is used up, or a message is too long.
    public static let resourceExhausted = StatusCode(rawValue: 8)
    /// The object is not in a state for this.
    public static let failedPrecondition = StatusCode(rawValue: 9)
    /// Given up because of another call.
    public static let aborted = StatusCode(rawValue: 10)
    /// Beyond what is valid.
    public static let outOfRange = StatusCode(rawValue: 11)
    /// The server does not know the service or the method.
    public static let unimplemented = StatusCode(rawValue: 12)
    /// The server itself is broken, or could not read the payload.
    public static let `internal` = StatusCode(rawValue: 13)
    /// The server cannot be reached now.
    public static let unavailable = StatusCode(rawValue: 14)
    /// Data is lost.
    public static let dataLoss = StatusCode(rawValue: 15)
    /// The caller is not known.
    public static let unauthenticated = StatusCode(rawValue: 16)

    /// The names of the codes 0 to 16, in that order.
    ///
    /// Contractual: scenarios and facets say these words.
    package static let names = [
        "ok", "cancelled", "unknown", "invalid_argument", "deadline_exceeded", "not_found", "already_exists",
        "permission_denied", "resource_exhausted", "failed_precondition", "aborted", "out_of_range", "unimplemented",
        "internal", "unavailable", "data_loss", "unauthenticated",
    ]

    /// The code's name, or `code_N` for a number that has none.
    public var name: String {
        guard let index = Int(exactly: rawValue), StatusCode.names.indices.contains(index) else {
            return "code_\(rawValue)"
        }
        return StatusCode.names[index]
    }

    /// The code of a name, or nil if there is no such name.
    package init?(name: String) {
        guard let index = StatusCode.names.firstIndex(of: name) else { return nil }
        self.init(rawValue: Int32(index))
    }
}

/// What a server says about a call that it did not carry out.
public struct Status: Sendable, Hashable {
    /// One more thing about the failure: a message by its type URL.
    public struct Detail: Sendable, Hashable {
        /// The type URL as it came.
        public var typeURL: String
        /// The serialized message.
        public var value: [UInt8]

        /// A detail of this type and value.
        public init(typeURL: String, value: [UInt8]) {
            self.typeURL = typeURL
            self.value = value
        }
    }

    /// What kind of failure.
    public var code: StatusCode
    /// The server's words, unchanged.
    public var message: String
    /// Further messages; the shims known so far send none.
    public var details: [Detail]

    /// A status of this code and message.
    public init(_ code: StatusCode, _ message: String, details: [Detail] = []) {
        self.code = code
        self.message = message
        self.details = details
    }
}
