/// The contenders that the command line puts in the place of a matrix's.
package struct RoleChoices: Sendable, Hashable {
    package var baseline: Contender?
    package var candidate: Contender?
    package var reference: Contender?

    package init(baseline: Contender? = nil, candidate: Contender? = nil, reference: Contender? = nil) {
        self.baseline = baseline
        self.candidate = candidate
        self.reference = reference
    }
}

extension Matrix {
    /// Every combination of a pair with the axes, in the order of the file.
    ///
    /// An axis that the file leaves out has one value: `view` and `speaks`, what fits this host. A contender's own
    /// `speaks` holds before that contender only and does not change the cell. Choices replace what is named of their
    /// role in every pair; with two of them no pair is needed. Pairs that become equal are one.
    package func cells(_ choices: RoleChoices = RoleChoices(), view: View, speaks: String) -> [Cell] {
        let views = axes.cgroups.isEmpty ? [view] : axes.cgroups
        let releases = axes.containerd.isEmpty ? [speaks] : axes.containerd
        let drivers = axes.drivers.isEmpty ? ["shim"] : axes.drivers
        var cells: [Cell] = []
        for parties in parties(choices) {
            for (parties, hypervisor) in parties.each(axes.hypervisors) {
                for setup in axes.setups.isEmpty ? [nil] : axes.setups.map(\.self) {
                    for driver in drivers {
                        for view in views {
                            for speaks in releases {
                                var cell = parties.cell(view: view, driver: driver, speaks: speaks)
                                cell.setup = setup
                                for more in [hypervisor, setup?.rawValue] { cell.name += more.map { "/\($0)" } ?? "" }
                                cells.append(cell)
                            }
                        }
                    }
                }
            }
        }
        return cells
    }

    private func parties(_ choices: RoleChoices) -> [Parties] {
        var all: [Parties] = []
        for pair in pairs {
            guard let baseline = choices.baseline ?? contender(pair.baseline),
                let candidate = choices.candidate ?? contender(pair.candidate)
            else { continue }
            let parties = Parties(
                baseline: baseline, candidate: candidate, reference: choices.reference ?? contender(pair.reference))
            if !all.contains(parties) { all.append(parties) }
        }
        if pairs.isEmpty, let baseline = choices.baseline, let candidate = choices.candidate {
            all.append(Parties(baseline: baseline, candidate: candidate, reference: choices.reference))
        }
        return all.map(\.toldApart).map { agentLog == true ? $0.lettingAgentsLogOut : $0 }
    }

    /// The contender with a name.
    package func contender(_ name: String?) -> Contender? {
        contenders.first { $0.name == name }
    }
}

extension Contender {
    /// Whether there is a guest behind it with an agent that writes a log.
    var hasAgent: Bool { family == "kata" }

    /// Whether an axis of hypervisors changes anything about it: where it has a configuration for each of several, or can
    /// be run before a stand-in guest, for which a configuration is written.
    fileprivate func hasChoice(of hypervisor: String) -> Bool {
        configs != nil || (hypervisor == Self.standin && hasAgent && !hasStandin)
    }
}

/// Who spars with whom.
private struct Parties: Hashable {
    var baseline: Contender
    var candidate: Contender
    var reference: Contender?

    /// The same with names that differ where the contenders do: two shims from two folders may bear one name.
    var toldApart: Parties {
        var result = self
        if candidate.name == baseline.name, candidate != baseline { result.candidate.name += "-candidate" }
        if let reference, [baseline, candidate].contains(where: { $0.name == reference.name && $0 != reference }) {
            result.reference?.name += "-reference"
        }
        return result
    }

    /// The same on each hypervisor of an axis; once, and on none of them, where no contender has a choice.
    func each(_ hypervisors: [String]) -> [(parties: Parties, hypervisor: String?)] {
        let all = [baseline, candidate] + (reference.map { [$0] } ?? [])
        let hypervisors = hypervisors.filter { name in all.contains { $0.hasChoice(of: name) } }
        guard !hypervisors.isEmpty else { return [(self, nil)] }
        return hypervisors.map { name in
            var parties = self
            parties.baseline = baseline.on(name)
            parties.candidate = candidate.on(name)
            parties.reference = reference?.on(name)
            return (parties, name)
        }
    }

    /// The same with every agent's log let out.
    var lettingAgentsLogOut: Parties {
        func changed(_ contender: Contender) -> Contender {
            var contender = contender
            if contender.hasAgent { contender.agentLog = true }
            return contender
        }
        return Parties(
            baseline: changed(baseline), candidate: changed(candidate), reference: reference.map(changed))
    }

    func cell(view: View, driver: String, speaks: String) -> Cell {
        let names = [baseline.name, candidate.name] + (reference.map { [$0.name] } ?? [])
        var cell = Cell(
            name: "\(names.joined(separator: "~"))/\(driver)/\(view.rawValue)/\(speaks)", baseline: baseline,
            candidate: candidate, reference: reference, view: view, driver: driver, speaks: speaks)
        if cell.hasStandin, baseline.name.hasSuffix(Contender.standin) == false { cell.name += "/\(Contender.standin)" }
        if let first = baseline.hypervisor, let second = candidate.hypervisor, first != second {
            cell.confounders = ["the hypervisor: \(first) behind \(baseline.name), \(second) behind \(candidate.name)"]
        }
        return cell
    }
}

extension Contender {
    /// This contender, or, where it has a configuration for each of several hypervisors, it on each of them.
    package var each: [Contender] {
        guard config == nil, let configs else { return [self] }
        return configs.keys.sorted().map(on)
    }

    /// The same with its configuration for a hypervisor; as it is, if it has no choice.
    ///
    /// Its name tells which, since what holds of it on one need not hold on another.
    fileprivate func on(_ hypervisor: String) -> Contender {
        if hypervisor == Self.standin { return beforeStandin }
        guard let config = configs?[hypervisor] else { return self }
        var contender = self
        contender.name += "-\(hypervisor)"
        contender.hypervisor = hypervisor
        contender.config = config
        contender.configs = nil
        if let next = contender.next, let config = next.configs?[hypervisor] {
            contender.next?.config = config
            contender.next?.configs = nil
        }
        return contender
    }

    /// The same before a stand-in guest, with its configuration for that if it has one; as it is, if it has no guest.
    ///
    /// Any other configuration of it is for a VM, and not used.
    private var beforeStandin: Contender {
        guard hasChoice(of: Self.standin) else { return self }
        var contender = self
        contender.name += "-\(Self.standin)"
        contender.hypervisor = Self.standin
        contender.config = configs?[Self.standin]
        contender.configs = nil
        contender.next?.config = next?.configs?[Self.standin]
        contender.next?.configs = nil
        return contender
    }
}
