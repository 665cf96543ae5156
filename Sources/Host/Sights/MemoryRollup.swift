/// What /proc/PID/smaps_rollup says of a process's memory. Source: proc_pid_smaps(5).
///
/// The kernel walks all of the process's pages for it: 0.2 ms for 13 MB, with its memory map locked.
struct MemoryRollup: Hashable, Sendable {
    var residentBytes: UInt64 = 0
    var proportionalBytes: UInt64 = 0
    var privateBytes: UInt64 = 0
    var swappedBytes: UInt64 = 0

    /// Reads the file's bytes; nil if they are none of it: a zombie's is empty.
    init?(_ bytes: UnsafeRawBufferPointer) {
        var hasResident = false
        var rollup = MemoryRollup()
        ColonLines(bytes).forEach { name, value in
            switch name.text {
            case "Rss":
                rollup.residentBytes = value.kibibytes ?? 0
                hasResident = true
            case "Pss": rollup.proportionalBytes = value.kibibytes ?? 0
            case "Private_Clean", "Private_Dirty", "Private_Hugetlb": rollup.privateBytes &+= value.kibibytes ?? 0
            case "Swap": rollup.swappedBytes = value.kibibytes ?? 0
            default: break
            }
        }
        guard hasResident else { return nil }
        self = rollup
    }

    private init() {}
}
