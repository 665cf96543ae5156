/// One thing that was logged, whichever way it came out.
package struct LogRecord: Sendable, Hashable {
    /// Who said it.
    package enum Origin: String, Sendable, Hashable, CaseIterable, Codable {
        case shim, agent, vmm, virtiofsd
        /// The guest's kernel.
        case kernel
        /// The guest's console, where it is not told who spoke.
        case guest
        case unknown
    }

    /// How bad it is, worse ones later.
    package enum Level: String, Sendable, Hashable, CaseIterable, Codable, Comparable {
        case trace, debug, info, warning, error, critical

        package static func < (a: Level, b: Level) -> Bool { a.rank < b.rank }

        private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
    }

    package var time: LogTime?
    package var origin: Origin
    /// Nil where the line does not say.
    package var level: Level?
    /// Empty where the line does not say.
    package var sandbox: String
    package var text: String
    package var fields: [String: String]
    /// What is wrong with the line: `torn`, `cut`, `no zone`; empty if nothing is.
    package var trouble: String

    package init(
        time: LogTime? = nil, origin: Origin, level: Level? = nil, sandbox: String = "", text: String,
        fields: [String: String] = [:], trouble: String = ""
    ) {
        self.time = time
        self.origin = origin
        self.level = level
        self.sandbox = sandbox
        self.text = text
        self.fields = fields
        self.trouble = trouble
    }
}

extension LogRecord.Level {
    /// Reads the names of logrus, slog and Rust's log; nil for any other.
    init?(named name: String) {
        switch name.lowercased() {
        case "trace", "trce": self = .trace
        case "debug", "debg": self = .debug
        case "info", "notice": self = .info
        case "warning", "warn": self = .warning
        case "error", "erro", "err": self = .error
        case "critical", "crit", "fatal", "panic", "alert", "emerg": self = .critical
        default: return nil
        }
    }

    /// Syslog's and the journal's: 0 emergency to 7 debug.
    init?(priority: String) {
        switch priority {
        case "0", "1", "2": self = .critical
        case "3": self = .error
        case "4": self = .warning
        case "5", "6": self = .info
        case "7": self = .debug
        default: return nil
        }
    }
}
