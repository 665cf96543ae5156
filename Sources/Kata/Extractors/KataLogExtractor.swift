import Facets
package import Recordings

/// Logs of a trial by who speaks: how much of each level, and the errors of each by template.
///
/// The general extractor takes every line of the pipe for the shim's; in a Kata shim's log the agent, the guest's kernel
/// and the VMM speak too. What it lists of the shim's own messages is replaced by templates of the shim's records alone.
package struct KataLogExtractor: Extractor {
    package let name = "kata-logs"

    package init() {}

    package func extract(from recording: Recording, into derived: inout Derived) {
        let records = Self.records(in: recording)
        let path = FacetPath("run", "log")
        var counts: [LogRecord.Origin: [LogRecord.Level: Int]] = [:]
        var templates: [LogRecord.Origin: [LogRecord.Level: Set<String>]] = [:]
        let names = NamesInPlace(recording)
        for record in records {
            guard let level = record.level else { continue }
            counts[record.origin, default: [:]][level, default: 0] += 1
            guard level >= .warning else { continue }
            let known = templates[record.origin]?[level] ?? []
            guard known.count < LogTemplate.most else { continue }
            templates[record.origin, default: [:]][level, default: []].insert(
                LogTemplate.text(of: record, names: names.text))
        }
        func bag(_ origin: LogRecord.Origin, _ level: LogRecord.Level) -> FacetState {
            .seen(.bag(of: (templates[origin]?[level] ?? []).map { .text($0) }))
        }
        for origin in LogRecord.Origin.allCases {
            for level in LogRecord.Level.allCases {
                let count = counts[origin]?[level] ?? 0
                derived.facets[path.appending(origin.rawValue, level.rawValue)] = .seen(.integer(Int64(count)))
                guard level >= .error, origin != .shim else { continue }
                derived.facets[path.appending(origin.rawValue, level.rawValue, "templates")] = bag(origin, level)
            }
        }
        for (word, level) in [("warning", LogRecord.Level.warning), ("error", .error), ("fatal", .critical)] {
            derived.facets[path.appending(word, "messages")] = bag(.shim, level)
        }
    }

    /// Every record of the log pipe, in the order in which it was read, then what came only to the system's log.
    static func records(in recording: Recording) -> [LogRecord] {
        records(in: recording.observations)
    }

    /// The same of what was seen of a trial.
    package static func records(in observations: [Observation]) -> [LogRecord] {
        var lines = LogLines()
        var grammar = LogGrammar()
        var found: [LogRecord] = []
        for observation in observations {
            guard case .log(let bytes) = observation.what else { continue }
            lines.take(bytes.bytes[...]) { found += grammar.records(of: $0, isCut: $1) }
        }
        lines.finish { found += grammar.records(of: $0, isCut: $1) }
        var system = SystemLog()
        for record in found { system.note(piped: record) }
        for observation in observations {
            if case .systemLog(let datagram) = observation.what { found += system.records(of: datagram) }
        }
        return found
    }
}
