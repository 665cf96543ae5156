import Glibc
import Linux
package import Matrices

/// How many trials a host can carry at a time.
package enum Lanes {
    /// What a trial with its shim, runtime and lane takes at its peak: 60 MB with runc, as much again to spare.
    private static let bytesPerLane: UInt64 = 128 << 20
    private static let most = 16

    /// So many times the processors where every trial runs before a stand-in guest: most of its time it waits.
    ///
    /// The functional library over Kata's Go shim, two cores: 4 min 22 s with two lanes, 2 min 36 s with six.
    private static let perProcessorBeforeStandin = 3

    /// As many as there are processors, and memory for; more where the trials of all cells do little but wait.
    package static func fitting(_ cells: [Cell] = []) throws -> Int {
        let text = String(decoding: try Files.read("/proc/meminfo", limit: 8192).bytes, as: UTF8.self)
        let waits = !cells.isEmpty && cells.allSatisfy(\.hasStandin)
        let processors = sysconf(Int32(_SC_NPROCESSORS_ONLN)) * (waits ? perProcessorBeforeStandin : 1)
        return fitting(processors: processors, availableBytes: available(text))
    }

    static func fitting(processors: Int, availableBytes: UInt64) -> Int {
        max(1, min(processors, Int(clamping: availableBytes / bytesPerLane), most))
    }

    /// The line `MemAvailable:  23456 kB`, in bytes; 0 where there is none.
    static func available(_ text: String) -> UInt64 {
        let line = text.split(separator: "\n").first { $0.hasPrefix("MemAvailable:") }
        return (line?.split(separator: " ").dropFirst().first).flatMap { UInt64($0) }.map { $0 << 10 } ?? 0
    }
}
