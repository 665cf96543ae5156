/// What is read of the cgroup metrics that Stats answers with; limits are exact, usage is noise.
///
/// Field numbers are those of containerd's `cgroups` modules, `cgroup1/stats` and `cgroup2/stats`.
enum MetricTables {
    struct Table: Sendable {
        /// The names of the families of metrics by their field's number.
        var families: [Int: String]
        /// Where the memory limit is, from the outside in.
        var memoryLimit: [Int]
        var pidsLimit: [Int]
        var pidsCurrent: [Int]
    }

    static func table(ofType type: String) -> Table? {
        switch Wire.typeName(type) {
        case "io.containerd.cgroups.v1.Metrics": legacy
        case "io.containerd.cgroups.v2.Metrics": unified
        default: nil
        }
    }

    private static let legacy = Table(
        families: [
            1: "hugetlb", 2: "pids", 3: "cpu", 4: "memory", 5: "blkio", 6: "rdma", 7: "network", 8: "cgroup",
            9: "memory-oom-control",
        ],
        memoryLimit: [4, 33, 1], pidsLimit: [2, 2], pidsCurrent: [2, 1])

    private static let unified = Table(
        families: [
            1: "pids", 2: "cpu", 4: "memory", 5: "rdma", 6: "io", 7: "hugetlb", 8: "memory-events",
        ],
        memoryLimit: [4, 33], pidsLimit: [1, 2], pidsCurrent: [1, 1])
}
