import Policies
import Scenarios

/// What of a library a run reached, by the scenarios in which something was compared.
struct LibraryReach: Sendable {
    private var paths: Set<String> = []
    private var origins: Set<String> = []
    private var configuration = ConfigurationReach()
    /// Scenarios that at least one side could be expected to show, each cell's apart.
    private var planned = 0

    mutating func add(_ scenario: Scenario) {
        paths.formUnion(scenario.covers)
        origins.formUnion(scenario.origin)
        configuration.add(scenario)
    }

    /// Counts a scenario of a cell; one that neither side supports says nothing of the two.
    mutating func plan(_ trials: [JudgedTrial]) {
        let isBeyond =
            !trials.isEmpty && trials.allSatisfy { if case .unsupported = $0.outcome { true } else { false } }
        if !isBeyond { planned += 1 }
    }

    /// The advisories about the families of the run that no compared scenario stands for.
    private func unchecked(_ input: JudgementInput) -> [String] {
        let families = Set(input.knownContenders.values.map(\.family))
        return input.policy.library.advisories.filter { advisory in
            (advisory.families.isEmpty || !families.isDisjoint(with: advisory.families))
                && !origins.contains(advisory.id)
        }.map(\.id).sorted()
    }

    /// What of the library was not reached, a sentence each.
    func sentences(_ input: JudgementInput) -> [String] {
        var all: [String] = []
        let known = input.policy.library.criticalPaths.map(\.id)
        let missing = known.filter { !paths.contains($0) }.sorted()
        if !missing.isEmpty {
            all.append(
                "critical paths that no compared scenario covers: \(missing.count) of \(known.count): "
                    + missing.joined(separator: ", "))
        }
        let unchecked = unchecked(input)
        if !unchecked.isEmpty {
            all.append("advisories unchecked: \(unchecked.count): \(unchecked.joined(separator: ", "))")
        }
        all += configuration.sentences(input.configurations)
        let monitors = Set(input.knownContenders.values.compactMap(\.hypervisor))
        let others = ["clh", "dragonball", "firecracker", "qemu", "remote", "stratovirt"].filter {
            !monitors.contains($0)
        }
        all.append("hypervisors not run: \(others.joined(separator: ", "))")
        if let architecture = input.architecture {
            let others = ["aarch64", "ppc64le", "riscv64", "s390x", "x86_64"].filter { $0 != architecture }
            all.append("architectures not run: \(others.joined(separator: ", "))")
        }
        return all
    }

    /// What the policy does not allow to be missing, a sentence each; with one of them nothing can pass.
    ///
    /// - Parameter compared: Scenarios in which something was compared, each cell's apart.
    func exceeded(_ input: JudgementInput, compared: Int) -> [String] {
        let terms = input.policy.terms
        var all: [String] = []
        if let limit = terms.uncomparedAtMost, planned > 0, Double(planned - compared) > limit * Double(planned) {
            all.append(
                "\(planned - compared) of \(planned) scenarios were not compared; policy \(input.policy.name) allows "
                    + "\(share(limit)), so this is no pass")
        }
        let unchecked = unchecked(input).count
        if let limit = terms.advisoriesAtMost, unchecked > limit {
            all.append(
                "\(unchecked) advisories were not checked; policy \(input.policy.name) allows \(limit), so this is no pass"
            )
        }
        return all
    }

    private func share(_ ratio: Double) -> String {
        let tenths = Int((ratio * 1000).rounded())
        return tenths % 10 == 0 ? "\(tenths / 10) %" : "\(tenths / 10).\(tenths % 10) %"
    }
}
