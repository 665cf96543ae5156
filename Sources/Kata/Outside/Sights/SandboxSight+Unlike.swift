extension SandboxSight {
    /// A side from which a running sandbox is held against what is known of its shim's release.
    package enum Aspect: String, Sendable, Hashable, CaseIterable {
        case processes, paths, cgroups, network
    }

    /// What differs from what is known, in words; or why nothing can be said.
    package enum Comparison: Sendable, Hashable {
        case differs([String])
        case unknown(String)
    }

    /// Holds one side against the facts of the release: these were read in source, so what differs is shown and compared
    /// with the other shim's, and breaks no contract.
    package func compared(_ aspect: Aspect) -> Comparison {
        guard let (release, hypervisor) = subject.known else {
            return .unknown(
                subject.isReplaced
                    ? "the shim is replaced within the trial"
                    : "nobody knows which of Kata's shims it is, or its hypervisor \(subject.hypervisor)")
        }
        switch aspect {
        case .processes: return processes(release, hypervisor)
        case .paths:
            guard let paths = listing.paths else { return unseen(aspect) }
            return .differs(SandboxPaths(of: subject.sandbox, release, hypervisor).differences(in: paths))
        case .cgroups:
            guard let seats else { return unseen(aspect) }
            let parts = subject.cgroupsPath.split(separator: ":", omittingEmptySubsequences: false)
            let expected = SandboxCgroups.expected(
                of: release.language, hypervisor, sandbox: subject.sandbox, path: subject.cgroupsPath,
                only: subject.hasOneCgroup, manager: parts.count == 3 ? .systemd : .cgroupfs,
                version: subject.cgroupVersion)
            return .differs(expected.differences(among: seats))
        case .network:
            guard let network else { return unseen(aspect) }
            // Of the release's own choosing where the file says nothing; both take tcfilter.
            guard let model = PodNetwork.Model(rawValue: subject.networkModel ?? "tcfilter") else {
                return .unknown("no network model \(subject.networkModel ?? "") is known")
            }
            // Nothing is plugged into a guest that runs elsewhere.
            let wanted = hypervisor == .remote ? .none : model
            return .differs(PodNetwork(links: network).differences(from: wanted, of: release.language))
        }
    }

    private func unseen(_ aspect: Aspect) -> Comparison { .unknown(unseen[aspect.rawValue] ?? "nobody looked") }

    private func processes(_ release: ShimRelease, _ hypervisor: KataHypervisor) -> Comparison {
        guard let all = listing.processes else { return unseen(.processes) }
        let isShared = ![.firecracker, .remote].contains(hypervisor)
        guard
            let sharing = subject.sharing.flatMap(ProcessPlan.Sharing.init)
                ?? (isShared ? nil : ProcessPlan.Sharing.none)
        else {
            return .unknown("the configuration does not say how files are shared, or as nobody knows it")
        }
        guard let plan = ProcessPlan.plan(of: release, hypervisor, sharing: sharing) else {
            return .unknown("nobody knows which processes \(release) has for \(hypervisor.rawValue)")
        }
        return .differs(own(among: all).differences(from: plan))
    }

    /// The sandbox's own among processes.
    package func own(among processes: [HostProcess]) -> SandboxProcesses {
        SandboxProcesses(of: subject.sandbox, among: processes, programs: subject.programs)
    }

    /// What was left where only this family looks, by two sights: each `POINT: WORDS`, in the order of the leak list.
    package static func leaks(before: SandboxSight, after: SandboxSight) -> [SandboxLeaks.Leak] {
        let subject = SandboxLeaks.Subject(sandbox: after.subject.sandbox, containers: after.subject.containers)
        let found = SandboxLeaks(of: subject, before: before.listing, after: after.listing).leaks
        guard let network = after.network else { return found }
        let known = Set(PodNetwork(links: before.network ?? []).leftovers)
        let left = PodNetwork(links: network).leftovers.filter { !known.contains($0) }
        return (found + left.map { SandboxLeaks.Leak(item: .network, what: $0) }).sorted()
    }
}
