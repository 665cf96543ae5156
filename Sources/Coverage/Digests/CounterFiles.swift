/// The processes that left counters in a trial's folder, by what the files are named.
package struct CounterFiles: Sendable, Hashable {
    /// Processes that left counters.
    package private(set) var processes: Set<Int32> = []
    /// Whether there is the description of at least one instrumented Go program; it is written when that begins.
    package private(set) var hasGoDescription = false
    /// Descriptions of different Go programs: more than one is a mix of builds.
    package private(set) var goPrograms: Set<String> = []
    /// Names that belong to neither tool.
    package private(set) var strangers = 0

    /// Go's are `covmeta.HASH` and `covcounters.HASH.PID.NANOSECONDS`; LLVM's are named by `pattern`: `PID-N.profraw`.
    package init(names: [String]) {
        for name in names {
            let parts = name.split(separator: ".", omittingEmptySubsequences: false)
            switch parts.first {
            case "covmeta" where parts.count == 2:
                hasGoDescription = true
                goPrograms.insert(String(parts[1]))
            case "covcounters" where parts.count == 4 && Int32(parts[2]) != nil:
                if let process = Int32(parts[2]) { processes.insert(process) }
            default:
                if name.hasSuffix(".profraw"), let process = Int32(name.prefix { $0 != "-" && $0 != "." }) {
                    processes.insert(process)
                } else {
                    strangers += 1
                }
            }
        }
    }

    /// What LLVM's run time is told to name its files in a folder: by process and by a digest of the program.
    package static func pattern(in folder: String) -> String { "\(folder)/%p-%m.profraw" }
}
