/// The processes that a shim has for one sandbox, by what was read in its source; to be confirmed where they run.
package struct ProcessPlan: Sendable, Hashable {
    /// How many there are of each role; of one that is not here there is none.
    package var counts: [SandboxRole: ClosedRange<Int>]
    /// Roles that are the shim's own children, not orphans.
    package var children: Set<SandboxRole>

    /// How the guest gets its files.
    package enum Sharing: String, Sendable, Hashable, CaseIterable {
        case virtioFS = "virtio-fs"
        case nydus = "virtio-fs-nydus"
        case inline = "inline-virtio-fs"
        case none
    }

    /// The plan; nil for a shim that does not drive the hypervisor, or of which nobody knows.
    package static func plan(
        of release: ShimRelease, _ hypervisor: KataHypervisor, sharing: Sharing = .virtioFS
    ) -> ProcessPlan? {
        guard hypervisor.isDriven(by: release) == true else { return nil }
        var plan = ProcessPlan(counts: [.shim: 1...1], children: [])
        switch hypervisor {
        // In the shim itself, or elsewhere altogether: neither a VMM nor a daemon for files.
        case .dragonball, .remote: return plan
        case .firecracker:
            plan.counts[.vmm] = 1...1
            plan.counts[.jailer] = 0...1
            // It shares no files.
            return plan
        default: plan.counts[.vmm] = 1...1
        }
        switch sharing {
        // It forks once more to leave its namespaces.
        case .virtioFS: plan.counts[.virtiofsd] = 1...2
        case .nydus: plan.counts[.nydusd] = 1...2
        case .inline, .none: break
        }
        if release.language == .rust {
            plan.children = [.vmm, .virtiofsd, .nydusd]
        } else if hypervisor == .qemu, let since = KataVersion("4.1.0"), !(release.version < since) {
            // Older ones let QEMU make a daemon of itself.
            plan.children = [.vmm]
        }
        return plan
    }
}
