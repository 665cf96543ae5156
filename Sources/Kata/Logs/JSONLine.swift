internal import Foundation

/// Lines of JSON as slog writes them, and as they come out torn.
enum JSONLine {
    /// The members of an object as texts; nil if it is no object.
    static func object(_ line: ArraySlice<UInt8>) -> [String: String]? {
        (try? JSONDecoder().decode([String: Scalar].self, from: Data(line)))?.mapValues(\.text)
    }

    /// The texts of a list; nil if it is no list of texts.
    static func texts(_ text: String) -> [String]? {
        text.utf8.count > 65_536 ? nil : try? JSONDecoder().decode([String].self, from: Data(text.utf8))
    }

    /// A member's value; what lies deeper is only counted.
    private struct Scalar: Decodable {
        var text: String

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if let text = try? container.decode(String.self) {
                self.text = text
            } else if let flag = try? container.decode(Bool.self) {
                text = flag ? "true" : "false"
            } else if let number = try? container.decode(Int64.self) {
                text = "\(number)"
            } else if let number = try? container.decode(Double.self) {
                text = "\(number)"
            } else if let bytes = try? container.decode([UInt8].self) {
                // The journal writes what is no plain text as a list of bytes.
                text = String(decoding: bytes, as: UTF8.self)
            } else {
                text = container.decodeNil() ? "" : "…"
            }
        }
    }

    /// A record of slog: of the agent if it says so, else of the Rust shim.
    static func record(_ object: [String: String]) -> LogRecord {
        var fields = object
        var record = LogRecord(origin: .shim, text: Console.plain(fields.removeValue(forKey: "msg") ?? ""))
        record.level = fields.removeValue(forKey: "level").flatMap(LogRecord.Level.init(named:))
        if let time = fields.removeValue(forKey: "ts") { LogGrammar.set(time, &record) }
        let isAgents = object["source"] == "agent" || object["name"] == "kata-agent" || object["subsystem"] == "agent"
        if isAgents { record.origin = .agent }
        record.sandbox = fields.removeValue(forKey: "sandbox") ?? fields["sandbox-id"] ?? ""
        if record.sandbox.isEmpty, let source = fields["source"], source != "agent" { record.sandbox = source }
        record.fields = fields
        return Console.carried(by: record) ?? record
    }

    /// What can be made of an object without its end, or without its beginning's sense.
    static func salvaged(_ line: String) -> LogRecord {
        var record = LogRecord(origin: .unknown, text: Console.plain(line), trouble: "torn")
        guard let level = member("level", of: line).flatMap(LogRecord.Level.init(named:)) else { return record }
        record.level = level
        record.origin = line.contains("\"kata-agent\"") || line.contains("\"source\":\"agent\"") ? .agent : .unknown
        if let text = member("msg", of: line) { record.text = Console.plain(text) }
        if let time = member("ts", of: line), let read = LogTime.read(time) { record.time = read.time }
        return record
    }

    /// The text of a member, up to the next quote.
    private static func member(_ name: String, of line: String) -> String? {
        guard let start = line.firstRange(of: "\"\(name)\":\"") else { return nil }
        return String(line[start.upperBound...].prefix { $0 != "\"" })
    }
}
