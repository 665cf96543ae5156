import Facets

/// What became of the shim's daemon: `gone` after the shutdown, `stays`, or `crashed`; and what it broke on the way.
///
/// A daemon crashed when it ended before it was asked to, or by a signal. One that ends in good order while a hung
/// trial is torn down was asked by its `delete`, since after a hang no shutdown is sent.
struct DaemonExtractor: GeneralExtractor {
    func extract(from reading: Reading, into draft: inout Draft) {
        var exits: [(at: UInt64, end: ProgramEnd)] = []
        var violations: [FacetValue] = []
        var marks: Set<String> = []
        for observation in reading.recording.observations {
            switch observation.what {
            case .exited(let exit) where exit.role.hasPrefix("shim"): exits.append((observation.at, exit.end))
            case .violation(let text):
                violations.append(MessageReader.text(Array(text.utf8.prefix(1024)), reading.names))
            case .mark(let name): marks.insert(name)
            default: continue
            }
        }
        draft.set(FacetPath("run", "violations"), .seen(.bag(of: violations)))
        let path = FacetPath("run", "daemon")
        guard marks.contains("connected") || !exits.isEmpty || marks.contains("shim-stays") else {
            draft.set(path, .absent)
            return
        }
        draft.set(path, .seen(.text(fate(exits, marks, reading))))
        draft.set(path.appending("exit"), .seen(.bag(of: exits.map { Self.value(of: $0.end) })))
    }

    private func fate(_ exits: [(at: UInt64, end: ProgramEnd)], _ marks: Set<String>, _ reading: Reading) -> String {
        let shutdown = reading.calls.filter { $0.call.method == "Shutdown" }.map(\.call.sentAt).min()
        let hung = reading.runs.contains { Fate(of: $0).hung }
        let crashed = exits.contains { exit in
            if case .signalled = exit.end { return true }
            guard let shutdown else { return !hung }
            return exit.at < shutdown
        }
        if crashed { return "crashed" }
        return marks.contains("shim-stays") || (exits.isEmpty && !marks.contains("shim-gone")) ? "stays" : "gone"
    }

    private static func value(of end: ProgramEnd) -> FacetValue {
        switch end {
        case .exited(let code): .integer(Int64(code))
        case .signalled(let signal): .text("signal:\(signal)")
        case .timedOut: .text("timeout")
        case .notStarted: .text("not-started")
        }
    }
}
