/// The processes that /proc shows, each as it was when its turn came.
package struct ProcessTable: Sendable {
    package let processes: [ProcessStat]

    package init(_ processes: [ProcessStat]) {
        self.processes = processes
    }

    /// Reads the table. A process that ends meanwhile is in it or not.
    package static func read() throws -> ProcessTable {
        let names = try Directory("/proc").names()
        let pids = names.compactMap { Int32(String(decoding: $0, as: UTF8.self)) }.sorted()
        return ProcessTable(try pids.compactMap { try ProcessStat.of($0) })
    }

    /// The children of a process.
    package func children(of pid: Int32) -> [ProcessStat] {
        processes.filter { $0.parent == pid }
    }

    /// The children of a process, their children, and so on; parents before children.
    package func descendants(of pid: Int32) -> [ProcessStat] {
        let byParent = Dictionary(grouping: processes, by: \.parent)
        var found: [ProcessStat] = []
        var seen: Set<Int32> = [pid]
        var open = [pid]
        while let next = open.popLast() {
            // A table read while processes come and go may hold a circle.
            for child in byParent[next] ?? [] where seen.insert(child.pid).inserted {
                found.append(child)
                open.append(child.pid)
            }
        }
        return found
    }

    /// The processes of a session.
    package func session(_ id: Int32) -> [ProcessStat] {
        processes.filter { $0.session == id }
    }
}

extension ProcessTable {
    /// The numbers that were handed out last, newest first: where a process that was started a moment ago is found without
    /// reading all of /proc. Those of threads and of processes that have ended are among them.
    ///
    /// - Parameter count: How many, back from the last one.
    package static func newestNumbers(_ count: Int32 = 256) throws -> [Int32] {
        let text = String(decoding: try Files.read("/proc/loadavg", limit: 256).bytes, as: UTF8.self)
        guard let last = text.split(whereSeparator: \.isWhitespace).last.flatMap({ Int32($0) }) else { return [] }
        return (0..<min(count, last)).map { last - $0 }
    }
}
