/// A file that names contenders, pairs and axes.
package struct Matrix: Sendable, Hashable, Codable {
    /// The file's name without its ending: `local`.
    package var name: String
    /// In the order of the file.
    package var contenders: [Contender]
    package var pairs: [Pair]
    package var axes: Axes
    /// Whether every contender whose guest has an agent lets that one's log out; nil for no.
    package var agentLog: Bool?

    package init(
        name: String, contenders: [Contender], pairs: [Pair], axes: Axes = Axes(), agentLog: Bool? = nil
    ) {
        self.name = name
        self.agentLog = agentLog
        self.contenders = contenders
        self.pairs = pairs
        self.axes = axes
    }
}

/// Who spars with whom, by contenders' names.
package struct Pair: Sendable, Hashable, Codable {
    package var baseline: String
    package var candidate: String
    package var reference: String?

    package init(baseline: String, candidate: String, reference: String? = nil) {
        self.baseline = baseline
        self.candidate = candidate
        self.reference = reference
    }
}

/// What is varied besides the pair; each list has at least one entry, or is empty for "what fits this host".
package struct Axes: Sendable, Hashable, Codable {
    package var cgroups: [View]
    package var drivers: [String]
    /// Releases of containerd that are imitated.
    package var containerd: [String]
    /// Hypervisors, for the contenders that have a configuration for each.
    package var hypervisors: [String]
    package var setups: [Setup]

    package init(
        cgroups: [View] = [], drivers: [String] = ["shim"], containerd: [String] = [], hypervisors: [String] = [],
        setups: [Setup] = []
    ) {
        self.cgroups = cgroups
        self.drivers = drivers
        self.containerd = containerd
        self.hypervisors = hypervisors
        self.setups = setups
    }
}

/// How the configurations of a pair's contenders are made.
package enum Setup: String, Sendable, Hashable, Codable, CaseIterable {
    /// Each as it ships: what a user sees who changes one for the other.
    case stock
    /// The candidate's set to the baseline's values wherever both can express them: what the shims alone do.
    case aligned
}

/// The cgroup layout that the trials of a cell see, made of mount operations in a private mount namespace.
package enum View: String, Sendable, Hashable, Codable, CaseIterable {
    /// As the host has it.
    case host
    /// Only the v1 hierarchies of a hybrid host.
    case legacy
    /// Only cgroup v2, at `/sys/fs/cgroup`.
    case unified
}

/// One combination of a matrix: who spars with whom, and where.
package struct Cell: Sendable, Hashable, Codable {
    /// What it is called in reports: `runc~crun/shim/legacy/1.6`.
    package var name: String
    package var baseline: Contender
    package var candidate: Contender
    package var reference: Contender?
    package var view: View
    package var driver: String
    /// The containerd that is imitated: `1.6`, `1.7`, `2.1`, `2.3`.
    package var speaks: String
    /// A copy of the baseline at another path; only where times are judged.
    package var copy: Contender?
    /// How the configurations are made; nil, as they are, where the matrix does not say.
    package var setup: Setup?
    /// What differs between baseline and candidate beside the shim, so that a difference may be its doing, each in a line.
    package var confounders: [String]?

    package init(
        name: String, baseline: Contender, candidate: Contender, reference: Contender? = nil, view: View,
        driver: String, speaks: String, copy: Contender? = nil, setup: Setup? = nil, confounders: [String]? = nil
    ) {
        self.name = name
        self.baseline = baseline
        self.candidate = candidate
        self.reference = reference
        self.view = view
        self.driver = driver
        self.speaks = speaks
        self.copy = copy
        self.setup = setup
        self.confounders = confounders
    }

    /// Each role of the matrix that is played, with its contender; the copy is none.
    package var contenders: [(role: Role, contender: Contender)] {
        var all: [(role: Role, contender: Contender)] = [(.baseline, baseline), (.candidate, candidate)]
        if let reference { all.append((.reference, reference)) }
        return all
    }

    /// Whether a shim in it counts what it runs: that takes time, so no time of the cell is judged.
    package var isInstrumented: Bool { contenders.contains { $0.contender.coverage != nil } }

    /// Whether a shim in it is run before a stand-in guest: then the trials' `/run` is their own, and no time that contains
    /// a VM is judged.
    package var hasStandin: Bool { contenders.contains { $0.contender.hasStandin } }

    /// The contender that plays `role`.
    package func contender(_ role: Role) -> Contender? {
        switch role {
        case .baseline: baseline
        case .candidate: candidate
        case .reference: reference
        case .copy: copy
        }
    }
}
