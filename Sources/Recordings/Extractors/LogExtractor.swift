import Facets

/// The shim's log by level: how many lines, and of what went wrong each message once. The text itself is evidence.
struct LogExtractor: GeneralExtractor {
    /// How many messages of a level are listed.
    static let mostMessages = 50

    func extract(from reading: Reading, into draft: inout Draft) {
        var log: [UInt8] = []
        for observation in reading.recording.observations {
            if case .log(let bytes) = observation.what { log += bytes.bytes }
        }
        var counts: [ShimLogLine.Level: Int] = [:]
        var messages: [ShimLogLine.Level: [String: FacetValue]] = [:]
        for line in ShimLogLine.all(in: log) {
            counts[line.level, default: 0] += 1
            guard Self.listed.contains(line.level), messages[line.level, default: [:]].count < Self.mostMessages
            else { continue }
            let value = MessageReader.text(Array(line.message.utf8.prefix(1024)), reading.names)
            let key = Self.key(of: value)
            if messages[line.level]?[key] == nil { messages[line.level, default: [:]][key] = value }
        }
        for level in ShimLogLine.Level.allCases {
            let path = FacetPath("run", "log", level.rawValue)
            draft.set(path, .seen(.integer(Int64(counts[level] ?? 0))))
            guard Self.listed.contains(level) else { continue }
            draft.set(path.appending("messages"), .seen(.bag(of: Array((messages[level] ?? [:]).values))))
        }
    }

    /// The levels whose messages are told.
    private static let listed: Set<ShimLogLine.Level> = [.warning, .error, .fatal]

    /// What two messages have in common that say the same with other numbers: such a one is listed once, as it came first.
    private static func key(of value: FacetValue) -> String {
        guard case .text(let text) = value else { return "\(value)" }
        var key = ""
        var isInNumber = false
        for scalar in text.unicodeScalars {
            let isDigit = ("0"..."9").contains(scalar)
            if !isDigit { key.unicodeScalars.append(scalar) } else if !isInNumber { key += "0" }
            isInNumber = isDigit
        }
        return key
    }
}
