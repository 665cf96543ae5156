package import Recordings

/// What Kata's shims send to the system's log, as records.
///
/// The Go shim writes every line to its pipe and to syslog alike; what came through the pipe is not told again. The Rust
/// shim of later releases writes to the journal and nowhere else (facts 6).
package struct SystemLog: Sendable {
    /// How many fields of an entry are read; the Rust shim writes some ten.
    static let mostFields = 64

    private var grammar = LogGrammar()
    /// Lines of the pipe that have not come through syslog yet, and how often each.
    private var piped: [String: Int] = [:]

    package init() {}

    /// Notes a record that came through the shim's pipe.
    package mutating func note(piped record: LogRecord) { piped[Self.key(of: record), default: 0] += 1 }

    /// The records of a datagram that did not come through the pipe.
    package mutating func records(of datagram: SystemLogRecord) -> [LogRecord] {
        switch datagram.way {
        case .journal: return grammar.record(ofJournal: Self.fields(of: datagram.bytes.bytes)).map { [$0] } ?? []
        case .syslog:
            return Self.line(of: datagram.bytes.bytes).flatMap { grammar.records(of: $0) }.filter { record in
                let key = Self.key(of: record)
                guard let count = piped[key], count > 0 else { return true }
                piped[key] = count - 1
                return false
            }
        }
    }

    private static func key(of record: LogRecord) -> String {
        "\(record.time?.nanoseconds ?? 0) \(record.text)"
    }

    /// The lines of a datagram of syslog's, without the priority before the first.
    private static func line(of bytes: [UInt8]) -> [ArraySlice<UInt8>] {
        var rest = bytes[...]
        if rest.first == UInt8(ascii: "<"), let end = rest.prefix(6).firstIndex(of: UInt8(ascii: ">")) {
            rest = rest[(end + 1)...]
        }
        return rest.split { $0 == 10 || $0 == 0 }
    }

    /// The fields of an entry in the journal's native form: `NAME=value` and a line end, or `NAME`, a line end, the value's
    /// length in eight bytes, the least first, the value and a line end.
    static func fields(of bytes: [UInt8]) -> [String: String] {
        var fields: [String: String] = [:]
        var rest = bytes[...]
        while fields.count < mostFields, let end = rest.firstIndex(of: 10) {
            let line = rest[..<end]
            rest = rest[(end + 1)...]
            if let equals = line.firstIndex(of: UInt8(ascii: "=")) {
                fields[text(line[..<equals])] = text(line[(equals + 1)...])
                continue
            }
            guard rest.count >= 8 else { break }
            let length = rest.prefix(8).reversed().reduce(0 as UInt64) { $0 << 8 | UInt64($1) }
            rest = rest.dropFirst(8)
            guard length <= UInt64(rest.count) else { break }
            fields[text(line)] = text(rest.prefix(Int(length)))
            rest = rest.dropFirst(Int(length) + 1)
        }
        return fields
    }

    private static func text(_ bytes: ArraySlice<UInt8>) -> String { String(decoding: bytes, as: UTF8.self) }
}
