import Facets
import Foundation
import ShimAPI
import SwiftProtobuf

/// What a shim says when it was started: where it listens, and which version of the task service it speaks.
package struct StartAnswer: Sendable, Hashable {
    /// How the answer was spelled.
    package enum Form: String, Sendable, Hashable, CaseIterable {
        /// A plain address, as up to containerd 1.7.
        case address
        /// A JSON object, as from containerd 2.0.
        case json
        /// A BootstrapResult message, as from containerd 2.3.
        case message
    }

    package var form: Form
    /// The socket's path, without a scheme.
    package var socket: String
    /// `ttrpc` or `grpc`.
    package var proto: String
    /// The task service's version: 2 or 3.
    package var version: Int

    /// How many bytes of an answer are looked at.
    package static let limit = 64 * 1024

    /// Reads what stood on stdout of `start`.
    ///
    /// The forms are told apart by the first bytes: `{` is JSON, a scheme is an address, else it is the message whose
    /// first field is a varint (byte 8). An empty answer is a failure even with exit 0: some shims exit 0 on errors.
    package static func read(_ bytes: [UInt8]) -> Result<StartAnswer, StartAnswerProblem> {
        guard !bytes.isEmpty else { return .failure(.init(why: "it printed nothing")) }
        guard bytes.count <= limit else {
            return .failure(.init(why: "it printed \(bytes.count) bytes, more than the \(limit) of any real answer"))
        }
        switch bytes[0] {
        case UInt8(ascii: "{"): return json(bytes)
        case 8: return message(bytes)
        default: return plain(bytes)
        }
    }

    private static func plain(_ bytes: [UInt8]) -> Result<StartAnswer, StartAnswerProblem> {
        guard let text = String(validating: bytes, as: UTF8.self) else { return garbage(bytes) }
        let trimmed = text.trimmingCharacters(in: .whitespacesAndNewlines)
        return socket(of: trimmed, bytes).map { path in
            StartAnswer(form: .address, socket: path, proto: "ttrpc", version: 2)
        }
    }

    private static func json(_ bytes: [UInt8]) -> Result<StartAnswer, StartAnswerProblem> {
        struct Bootstrap: Decodable {
            var version: Int
            var address: String
            var `protocol`: String
        }
        guard let answer = try? JSONDecoder().decode(Bootstrap.self, from: Data(bytes)) else { return garbage(bytes) }
        return socket(of: answer.address, bytes).flatMap {
            checked(StartAnswer(form: .json, socket: $0, proto: answer.protocol, version: answer.version))
        }
    }

    private static func message(_ bytes: [UInt8]) -> Result<StartAnswer, StartAnswerProblem> {
        guard let answer = try? BootstrapResult(serializedBytes: bytes) else { return garbage(bytes) }
        return socket(of: answer.address, bytes).flatMap {
            checked(StartAnswer(form: .message, socket: $0, proto: answer.protocol, version: Int(answer.version)))
        }
    }

    private static func socket(of address: String, _ bytes: [UInt8]) -> Result<String, StartAnswerProblem> {
        let scheme = "unix://"
        guard address.hasPrefix(scheme) else { return garbage(bytes) }
        let path = String(address.dropFirst(scheme.count))
        guard path.hasPrefix("/"), !path.contains("\0") else {
            return .failure(.init(why: "its address \(shown(bytes)) is not an absolute path"))
        }
        guard path.utf8.count <= 107 else {
            return .failure(.init(why: "its address has \(path.utf8.count) bytes; a unix socket's path holds 107"))
        }
        return .success(path)
    }

    private static func checked(_ answer: StartAnswer) -> Result<StartAnswer, StartAnswerProblem> {
        guard answer.proto == "ttrpc" else {
            return .failure(.init(why: "it speaks \(shown(Array(answer.proto.utf8))); Kumite speaks ttrpc to shims"))
        }
        guard answer.version == 2 || answer.version == 3 else {
            return .failure(.init(why: "it speaks version \(answer.version) of the task service; 2 and 3 are known"))
        }
        return .success(answer)
    }

    private static func garbage<Value>(_ bytes: [UInt8]) -> Result<Value, StartAnswerProblem> {
        .failure(.init(why: "it printed \(shown(bytes)), which is no address"))
    }

    /// The first bytes as text that is safe to print.
    private static func shown(_ bytes: [UInt8]) -> String {
        let head = bytes.prefix(60).map {
            (0x20..<0x7f).contains($0) ? String(UnicodeScalar($0)) : "\\x" + [$0].hexadecimal
        }
        return "\"" + head.joined() + (bytes.count > 60 ? "…\"" : "\"")
    }
}

/// Why an answer to `start` is none.
package struct StartAnswerProblem: Error, Sendable, Hashable {
    package var why: String

    package init(why: String) {
        self.why = why
    }
}
