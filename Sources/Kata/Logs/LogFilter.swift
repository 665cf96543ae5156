internal import Documents

/// Which records are wanted, and how they are printed.
package struct LogFilter: Sendable {
    package var origins: Set<LogRecord.Origin>
    /// This bad and worse; a line that doesn't say is then not wanted.
    package var level: LogRecord.Level?
    package var sandbox: String?

    /// - Parameter origins: All, if empty.
    package init(origins: Set<LogRecord.Origin>, level: LogRecord.Level?, sandbox: String?) {
        self.origins = origins
        self.level = level
        self.sandbox = sandbox
    }

    package func wants(_ record: LogRecord) -> Bool {
        guard origins.isEmpty || origins.contains(record.origin) else { return false }
        if let level {
            guard let its = record.level, its >= level else { return false }
        }
        return sandbox.map { record.sandbox == $0 } ?? true
    }
}

extension LogRecord {
    /// One line: time, level, origin, sandbox, text, fields by name; escaped, whatever it holds.
    package var line: String {
        var parts = [
            time?.description ?? "-", level?.rawValue ?? "-", origin.rawValue, sandbox.isEmpty ? "-" : sandbox, text,
        ]
        parts += fields.sorted { $0.key < $1.key }.map { "\($0.key)=\(Self.value($0.value))" }
        if !trouble.isEmpty { parts.append("(\(trouble))") }
        return Diagnostic.escaped(parts.joined(separator: " "))
    }

    private static func value(_ text: String) -> String {
        text.isEmpty || text.contains(" ") || text.contains("\"") ? "\"\(text.replacing("\"", with: "\\\""))\"" : text
    }
}

extension LogRecord: Encodable {
    private enum CodingKeys: String, CodingKey {
        case time, origin, level, sandbox, text, fields, trouble
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encodeIfPresent(time?.description, forKey: .time)
        try container.encode(origin, forKey: .origin)
        try container.encodeIfPresent(level, forKey: .level)
        try container.encode(sandbox, forKey: .sandbox)
        try container.encode(text, forKey: .text)
        try container.encode(fields, forKey: .fields)
        if !trouble.isEmpty { try container.encode(trouble, forKey: .trouble) }
    }
}
