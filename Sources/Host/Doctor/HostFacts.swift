import Glibc
import Linux

/// What this host is: stored with every run, and what `doctor` judges.
package struct HostFacts: Hashable, Sendable, Codable {
    /// `6.1.0-32-cloud-amd64`.
    package var kernel: String
    /// `x86_64`.
    package var architecture: String
    /// `Debian GNU/Linux 12 (bookworm)`.
    package var distribution: String
    package var processors: Int
    package var memoryBytes: UInt64
    package var cgroups: CgroupLayout
    package var kvm: KVMAnswer
    /// Processes that wanted to run, on average over 1, 5 and 15 minutes.
    package var load: [Double]
    /// What the kernel tells the time by: `tsc`, `kvm-clock`.
    package var clockSource: String
    package var user: UInt32
    /// The effective capabilities of this process: `CAP_SYS_ADMIN`, ….
    package var capabilities: Set<Capability>
    /// How many files a process may have open at most.
    package var openFilesLimit: UInt64
    /// What can still be written in /run.
    package var runAvailableBytes: UInt64

    package init(
        kernel: String, architecture: String, distribution: String, processors: Int, memoryBytes: UInt64,
        cgroups: CgroupLayout, kvm: KVMAnswer, load: [Double], clockSource: String, user: UInt32,
        capabilities: Set<Capability>, openFilesLimit: UInt64, runAvailableBytes: UInt64
    ) {
        self.kernel = kernel
        self.architecture = architecture
        self.distribution = distribution
        self.processors = processors
        self.memoryBytes = memoryBytes
        self.cgroups = cgroups
        self.kvm = kvm
        self.load = load
        self.clockSource = clockSource
        self.user = user
        self.capabilities = capabilities
        self.openFilesLimit = openFilesLimit
        self.runAvailableBytes = runAvailableBytes
    }

    /// Looks at this host; runs the tiny guest, so it can take a second where KVM is broken.
    package static func read() async throws -> HostFacts {
        let kvm = try await KVM.ask()
        var name = utsname()
        uname(&name)
        var limit = rlimit()
        getrlimit(__rlimit_resource_t(7), &limit)
        return HostFacts(
            kernel: ControlFile.text("/proc/sys/kernel/osrelease") ?? "unknown",
            architecture: withUnsafeBytes(of: name.machine) { bytes in
                String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            },
            distribution: distribution(ControlFile.text("/etc/os-release") ?? ""),
            processors: sysconf(Int32(_SC_NPROCESSORS_ONLN)),
            memoryBytes: memory(ControlFile.text("/proc/meminfo") ?? ""),
            cgroups: try CgroupLayout.current(), kvm: kvm,
            load: (ControlFile.text("/proc/loadavg") ?? "").split(separator: " ").prefix(3).compactMap { Double($0) },
            clockSource: ControlFile.text(clockSourceFile) ?? "unknown", user: geteuid(),
            capabilities: Capability.effective(ControlFile.text("/proc/thread-self/status") ?? ""),
            openFilesLimit: UInt64(limit.rlim_max),
            runAvailableBytes: (try? FileSystem(of: "/run").availableBytes) ?? 0)
    }

    private static let clockSourceFile = "/sys/devices/system/clocksource/clocksource0/current_clocksource"

    /// The name that /etc/os-release gives. Source: os-release(5).
    static func distribution(_ release: String) -> String {
        let line = release.split(separator: "\n").first { $0.hasPrefix("PRETTY_NAME=") }
        guard let value = line?.dropFirst("PRETTY_NAME=".count) else { return "unknown" }
        return String(value.filter { $0 != "\"" }.prefix(200))
    }

    /// All memory that /proc/meminfo tells of, in bytes.
    static func memory(_ meminfo: String) -> UInt64 {
        let line = meminfo.split(separator: "\n").first { $0.hasPrefix("MemTotal:") }
        return (line?.split(separator: " ").dropFirst().first.flatMap { UInt64($0) } ?? 0) * 1_024
    }
}
