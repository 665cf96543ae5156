internal import Linux

/// A connection, server or typed call that did not come about.
///
/// What a peer does to a single call is not an error but a ``CallOutcome``; only the typed helper turns it into one.
public struct TTRPCError: Error, Sendable, CustomStringConvertible {
    private enum Code: Sendable {
        case system(why: String, now: String, errno: Int32)
        case status(Status)
        case call(CallFailure)
        case undecodable(type: String)
        case unencodable(type: String)
    }

    private let code: Code
    private let doing: String
    private let subject: String

    /// The server's status, if it answered with one.
    public var status: Status? {
        guard case .status(let status) = code else { return nil }
        return status
    }

    /// Why there was no answer, if there was none.
    public var failure: CallFailure? {
        guard case .call(let failure) = code else { return nil }
        return failure
    }

    /// The system's error number, if a system call failed; 0 where the kernel was not even asked.
    public var errno: Int32? {
        guard case .system(_, _, let number) = code else { return nil }
        return number
    }

    /// What was being done, to what, why it failed, what to do now.
    public var description: String {
        switch code {
        case .system(let why, let now, _):
            "\(doing) \(subject): \(why); \(now)"
        case .status(let status):
            "\(doing) \(subject): \(status.code.name): \(status.message); see the server's log"
        case .call(let failure):
            "\(doing) \(subject): \(failure); see whether the server still runs, and its log"
        case .undecodable(let type):
            "\(doing) \(subject): the answer is not a \(type); compare the versions of both sides' API"
        case .unencodable(let type):
            "\(doing) \(subject): the request is not a valid \(type); fill its required fields"
        }
    }

    static func system(_ doing: String, _ subject: String, _ error: LinuxError) -> TTRPCError {
        let (_, _, why, now) = error.parts
        let code = Code.system(why: why, now: now, errno: error.errno)
        return TTRPCError(code: code, doing: doing, subject: subject.isEmpty ? "\"\"" : subject)
    }

    static func status(_ status: Status, calling method: String) -> TTRPCError {
        TTRPCError(code: .status(status), doing: "calling", subject: method)
    }

    static func failed(_ failure: CallFailure, calling method: String) -> TTRPCError {
        TTRPCError(code: .call(failure), doing: "calling", subject: method)
    }

    static func undecodable(_ type: String, calling method: String) -> TTRPCError {
        TTRPCError(code: .undecodable(type: type), doing: "calling", subject: method)
    }

    static func unencodable(_ type: String, calling method: String) -> TTRPCError {
        TTRPCError(code: .unencodable(type: type), doing: "calling", subject: method)
    }
}
