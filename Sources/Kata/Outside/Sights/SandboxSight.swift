internal import Foundation

/// What was seen of a trial's sandbox at one moment: the document of a `SightRecord` of this family.
package struct SandboxSight: Sendable, Hashable, Codable {
    package var subject: SightSubject
    package var listing: HostListing
    /// The links of the pod's network namespace; nil if nobody could look.
    package var network: [PodNetwork.Link]?
    /// Where processes and threads of the sandbox are; nil if nobody could look.
    package var seats: [SandboxCgroups.Seat]?
    /// Why something was not looked at, by its name: `network`, `cgroups`, or a point of the leak list.
    package var unseen: [String: String]

    package init(
        of subject: SightSubject, listing: HostListing = HostListing(), network: [PodNetwork.Link]? = nil,
        seats: [SandboxCgroups.Seat]? = nil, unseen: [String: String] = [:]
    ) {
        self.subject = subject
        self.listing = listing
        self.network = network
        self.seats = seats
        self.unseen = unseen
    }

    /// As JSON, the same for the same sight.
    package var bytes: [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return Array((try? encoder.encode(self)) ?? Data())
    }

    /// Reads it; nil for what is none.
    package init?(bytes: [UInt8]) {
        guard let read = try? JSONDecoder().decode(SandboxSight.self, from: Data(bytes)) else { return nil }
        self = read
    }
}

/// Whose sandbox is looked at, and what of its configuration says what is to be seen.
package struct SightSubject: Sendable, Hashable, Codable {
    /// `go@4.1.0`; nil if nobody knows.
    package var release: String?
    /// As the configuration's table is called.
    package var hypervisor: String
    package var sandbox: String
    package var containers: [String]
    /// Programs of other names, by their absolute path.
    package var programs: [String: SandboxRole]
    /// `shared_fs`, `internetworking_model`; nil where the file doesn't say.
    package var sharing: String?
    package var networkModel: String?
    /// `sandbox_cgroup_only`.
    package var hasOneCgroup: Bool
    /// `linux.cgroupsPath` of the sandbox.
    package var cgroupsPath: String
    /// 1 or 2.
    package var cgroupVersion: Int
    /// Whether profiling is switched on, by file or annotation.
    package var hasProfiling: Bool
    /// Whether another shim or configuration is put in place meanwhile: then nothing is expected of the first.
    package var isReplaced: Bool

    package init(
        release: String?, hypervisor: String, sandbox: String, containers: [String] = [],
        programs: [String: SandboxRole] = [:], sharing: String? = nil, networkModel: String? = nil,
        hasOneCgroup: Bool = false, cgroupsPath: String = "", cgroupVersion: Int = 2, hasProfiling: Bool = false,
        isReplaced: Bool = false
    ) {
        self.release = release
        self.hypervisor = hypervisor
        self.sandbox = sandbox
        self.containers = containers
        self.programs = programs
        self.sharing = sharing
        self.networkModel = networkModel
        self.hasOneCgroup = hasOneCgroup
        self.cgroupsPath = cgroupsPath
        self.cgroupVersion = cgroupVersion
        self.hasProfiling = hasProfiling
        self.isReplaced = isReplaced
    }

    /// The shim and the hypervisor behind it, if both are known and stay what they are.
    package var known: (release: ShimRelease, hypervisor: KataHypervisor)? {
        guard !isReplaced, let release = release.flatMap(ShimRelease.init),
            let hypervisor = KataHypervisor(named: hypervisor)
        else { return nil }
        return (release, hypervisor)
    }
}
