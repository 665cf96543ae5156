package import Facets

/// One workload spec with its steps, as `Scenarios/<area>/<name>.yaml` states it.
///
/// After loading, `vary` is expanded (each row is a scenario of its own), `run` is taken apart into the calls it stands
/// for, and every step has its final name. Nothing here knows a driver or a contender.
package struct Scenario: Sendable, Hashable, Codable {
    /// `area/name`, and for a row of `vary` the row's values: `exit/codes[code=7]`.
    package var id: String
    package var title: String
    /// Why somebody would miss this scenario.
    package var because: String
    /// Issues, CVEs or clauses it stands for.
    package var origin: [String]
    /// Critical paths it reaches.
    package var covers: [String]
    /// Capabilities that a contender must not lack.
    package var needs: [String]
    package var tier: Tier
    package var weight: Weight
    /// Whether its phases are measured, in trials beside which nothing runs.
    package var timed: Bool
    package var generated: Bool
    /// What the trial begins with beside its containers.
    package var given: Given
    /// The containers it speaks of, in the order of the file.
    package var containers: [ContainerSpec]
    package var steps: [Step]
    /// What must hold for the whole trial; paths are whole.
    package var expect: [Expectation]
    /// What narrows or relaxes the comparison.
    package var compare: [ComparisonRule]
    /// The file it came from, relative to its library.
    package var file: String

    package init(
        id: String, title: String, because: String, origin: [String], covers: [String], needs: [String] = [],
        tier: Tier = .nightly, weight: Weight = .busy, timed: Bool = false, generated: Bool = false,
        given: Given = Given(), containers: [ContainerSpec], steps: [Step], expect: [Expectation] = [],
        compare: [ComparisonRule] = [], file: String = ""
    ) {
        self.id = id
        self.title = title
        self.because = because
        self.origin = origin
        self.covers = covers
        self.needs = needs
        self.tier = tier
        self.weight = weight
        self.timed = timed
        self.generated = generated
        self.given = given
        self.containers = containers
        self.steps = steps
        self.expect = expect
        self.compare = compare
        self.file = file
    }

    /// Whether it makes, leaves or changes what nobody owns: what can only be told of a host to itself.
    ///
    /// Loop devices and links; and where a workload is somebody else than root, the owner of the host's /dev/null, which
    /// crun 1.8.1 gives away as that of the streams.
    package var concernsWholeHost: Bool {
        given.network == .veth || given.network == .cni
            || containers.contains { container in
                [.block, .erofs].contains(container.rootfs.form) || container.namespaces["user"] == "own"
                    || container.process.user.map { $0 != "0" && !$0.hasPrefix("0:") } ?? false
            }
    }

    /// The first part of the id: the folder that the file lies in.
    package var area: String { String(id.prefix { $0 != "/" }) }
}

/// What a trial mostly does with its time.
package enum Weight: String, Sendable, Hashable, Codable, CaseIterable {
    /// It keeps a processor busy.
    case busy
    /// It waits, for deadlines or for shims that linger: more of these than processors can run side by side.
    case waiting
}

/// When a scenario is run: each tier contains the ones before it.
package enum Tier: String, Sendable, Hashable, Codable, CaseIterable, Comparable {
    case pr, nightly, release

    package static func < (a: Tier, b: Tier) -> Bool { a.rank < b.rank }

    private var rank: Int {
        switch self {
        case .pr: 0
        case .nightly: 1
        case .release: 2
        }
    }
}

/// A place in a comparison where the scenario asks for less than equality, or says how much a difference matters.
package struct ComparisonRule: Sendable, Hashable, Codable {
    package enum Treatment: String, Sendable, Hashable, Codable, CaseIterable {
        /// Not compared at all.
        case ignore
        /// Compared whether it is there, not what it is.
        case presence
        /// Compared as it is anyway; the rule is about something else.
        case equal

        /// Those that a file states.
        static let stated: [Treatment] = [.ignore, .presence]
    }

    /// The facets it applies to, a pattern's text.
    package var pattern: String
    package var treatment: Treatment
    /// How bad a difference is, in place of what the facet's family says.
    package var severity: Severity?
    package var because: String

    package init(pattern: String, treatment: Treatment, severity: Severity? = nil, because: String) {
        self.pattern = pattern
        self.treatment = treatment
        self.severity = severity
        self.because = because
    }
}
