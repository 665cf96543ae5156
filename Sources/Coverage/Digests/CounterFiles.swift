/// The processes that left counters in a trial's folder, by what the files are named.
package struct CounterFiles: Sendable, Hashable {
    /// Processes that left counters.
    package private(set) var processes: Set<Int32> = []
    /// Whether there is the description of at least one instrumented Go program; it is written when that begins.
    package private(set) var hasGoDescription = false
    /// The programs that described themselves (Go) or left counters (LLVM): more than one is a mix of builds.
    package private(set) var programs: Set<String> = []
    /// Go programs that left counters; without a description of theirs the tools pass these over in silence.
    private var counted: Set<String> = []
    /// Names that belong to neither tool.
    package private(set) var strangers = 0

    /// Go's are `covmeta.HASH` and `covcounters.HASH.PID.NANOSECONDS`; LLVM's are named by `pattern`: `PID-N.profraw`.
    package init(names: [String]) {
        for name in names {
            let parts = name.split(separator: ".", omittingEmptySubsequences: false)
            switch parts.first {
            case "covmeta" where parts.count == 2:
                hasGoDescription = true
                programs.insert(String(parts[1]))
            case "covcounters" where parts.count == 4 && Int32(parts[2]) != nil:
                if let process = Int32(parts[2]) { processes.insert(process) }
                counted.insert(String(parts[1]))
            default:
                if Self.isRaw(name), let process = Int32(name.prefix { $0 != "-" }) {
                    processes.insert(process)
                    programs.insert(String(name.drop { $0 != "-" }))
                } else {
                    strangers += 1
                }
            }
        }
    }

    /// What the files' names alone show to be wrong, one sentence each.
    package var problems: [String] {
        var all: [String] = []
        if programs.count > 1 { all.append("counters of \(programs.count) different programs: the builds are mixed") }
        if hasGoDescription, !counted.isSubset(of: programs) {
            all.append("counters of another program, whose description is not there")
        }
        return all
    }

    /// Whether a name is one that LLVM's run time makes of `pattern`: digits, `-`, digits, `_`, digits.
    package static func isRaw(_ name: String) -> Bool {
        name.wholeMatch(of: /[0-9]{1,10}-[0-9]{1,20}_[0-9]{1,10}\.profraw/) != nil
    }

    /// What LLVM's run time is told to name its files in a folder: by process and by a digest of the program.
    package static func pattern(in folder: String) -> String { "\(folder)/%p-%m.profraw" }
}
