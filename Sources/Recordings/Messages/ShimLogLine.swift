import Foundation

/// One line of a shim's log, whoever wrote it: logrus (text, JSON), slog (text, JSON), tracing, a Go panic.
///
/// Tolerant: what can't be told is level `other` with the whole line as its message.
package struct ShimLogLine: Sendable, Hashable {
    /// How grave a line is, from the least.
    package enum Level: String, Sendable, Hashable, CaseIterable {
        case trace, debug, info, warning, error, fatal
        /// No level could be told.
        case other
    }

    package var level: Level
    package var message: String

    /// The longest line that is read; of a longer one the rest is not looked at.
    package static let byteLimit = 16 << 10

    package init(level: Level, message: String) {
        self.level = level
        self.message = message
    }

    /// Reads a line; nil for an empty one.
    package init?(_ line: some Sequence<UInt8>) {
        let text = String(decoding: Array(line.prefix(Self.byteLimit)), as: UTF8.self)
            .trimmingCharacters(in: .whitespacesAndNewlines)
        guard !text.isEmpty else { return nil }
        self =
            Self.json(text) ?? Self.pairs(text) ?? Self.panic(text) ?? Self.words(text)
            ?? ShimLogLine(level: .other, message: text)
    }

    /// All lines of a log.
    package static func all(in bytes: [UInt8]) -> [ShimLogLine] {
        bytes.split(separator: 0x0a).compactMap { ShimLogLine($0) }
    }

    /// An object with `level` and `msg`; kata's shims write `"level":"INFO"`, logrus `"level":"info"`.
    private static func json(_ text: String) -> ShimLogLine? {
        guard text.hasPrefix("{"), text.hasSuffix("}"),
            let object = try? JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
        else { return nil }
        func member(_ names: [String]) -> String? {
            names.lazy.compactMap { object[$0] as? String }.first
        }
        guard let level = member(["level", "lvl", "severity"]).flatMap({ Level(word: $0[...]) }) else { return nil }
        let fields = object["fields"] as? [String: Any]
        let message = member(["msg", "message"]) ?? fields?["message"] as? String ?? ""
        return ShimLogLine(level: level, message: joined(message, member(["error", "err"])))
    }

    /// `time="…" level=info msg="…" error="…"`.
    private static func pairs(_ text: String) -> ShimLogLine? {
        guard text.contains("level=") else { return nil }
        let pairs = KeyValueText(text).pairs
        guard let level = pairs["level"].flatMap({ Level(word: $0[...]) }) else { return nil }
        return ShimLogLine(level: level, message: joined(pairs["msg"] ?? "", pairs["error"] ?? pairs["err"]))
    }

    private static func joined(_ message: String, _ error: String?) -> String {
        guard let error, !error.isEmpty else { return message }
        return "\(message): \(error)"
    }

    private static func panic(_ text: String) -> ShimLogLine? {
        let isPanic = text.hasPrefix("panic: ") || text.hasPrefix("fatal error: ")
        let isRusts = text.hasPrefix("thread '") && text.contains("' panicked at")
        return isPanic || isRusts ? ShimLogLine(level: .fatal, message: text) : nil
    }

    /// `2026-01-02T03:04:05Z  WARN target: message`, `[ERROR] message`, `INFO message`: a level in capitals among the
    /// first four words, and what follows it.
    private static func words(_ text: String) -> ShimLogLine? {
        var rest = text[...]
        for _ in 0..<4 {
            rest = rest.drop { $0 == " " || $0 == "\t" }
            let word = rest.prefix { $0 != " " && $0 != "\t" }
            rest = rest.dropFirst(word.count)
            let bare = word.drop { $0 == "[" || $0 == "(" }.prefix { $0 != "]" && $0 != ")" && $0 != ":" }
            // In small letters it is more likely a word of the message.
            guard bare == bare.uppercased(), let level = Level(word: bare) else { continue }
            return ShimLogLine(level: level, message: rest.trimmingCharacters(in: .whitespaces))
        }
        return nil
    }
}

extension ShimLogLine.Level {
    /// Reads the names that loggers use, in any case.
    init?(word: Substring) {
        switch word.lowercased() {
        case "trace", "trce", "trac": self = .trace
        case "debug", "debg": self = .debug
        case "info", "information", "notice": self = .info
        case "warn", "warning": self = .warning
        case "error", "erro", "err": self = .error
        case "fatal", "panic", "critical", "crit", "emergency", "alert", "dpanic": self = .fatal
        default: return nil
        }
    }
}

/// Pairs of `key=value` with spaces between them, values in quotes where they need it (logfmt).
struct KeyValueText {
    /// The first value of each key.
    let pairs: [String: String]

    init(_ text: String) {
        var pairs: [String: String] = [:]
        var rest = Array(text.unicodeScalars)[...]
        while !rest.isEmpty {
            rest = rest.drop { $0 == " " }
            let key = rest.prefix { $0 != "=" && $0 != " " }
            rest = rest.dropFirst(key.count)
            guard rest.first == "=" else { continue }
            let value = Self.value(&rest)
            let name = Self.text(key)
            if pairs[name] == nil { pairs[name] = value }
        }
        self.pairs = pairs
    }

    private static func value(_ rest: inout ArraySlice<Unicode.Scalar>) -> String {
        rest = rest.dropFirst()
        guard rest.first == "\"" else {
            let value = rest.prefix { $0 != " " }
            rest = rest.dropFirst(value.count)
            return text(value)
        }
        rest = rest.dropFirst()
        var value: [Unicode.Scalar] = []
        while let scalar = rest.popFirst(), scalar != "\"" {
            guard scalar == "\\", let escaped = rest.popFirst() else {
                value.append(scalar)
                continue
            }
            switch escaped {
            case "n": value.append("\n")
            case "t": value.append("\t")
            default: value.append(escaped)
            }
        }
        return text(value[...])
    }

    private static func text(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
        var text = ""
        text.unicodeScalars.append(contentsOf: scalars)
        return text
    }
}
