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
    package var generated: Bool
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
        tier: Tier = .nightly, generated: Bool = false, containers: [ContainerSpec], steps: [Step],
        expect: [Expectation] = [], compare: [ComparisonRule] = [], file: String = ""
    ) {
        self.id = id
        self.title = title
        self.because = because
        self.origin = origin
        self.covers = covers
        self.needs = needs
        self.tier = tier
        self.generated = generated
        self.containers = containers
        self.steps = steps
        self.expect = expect
        self.compare = compare
        self.file = file
    }

    /// The first part of the id: the folder that the file lies in.
    package var area: String { String(id.prefix { $0 != "/" }) }
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

/// A container that the steps of a scenario speak of.
package struct ContainerSpec: Sendable, Hashable, Codable {
    /// Its subject's name in paths.
    package var name: String
    package var process: ProcessSpec
    /// Limit of memory, bytes.
    package var memory: Int64?
    /// Limit of processes.
    package var pids: Int64?

    package init(name: String, process: ProcessSpec, memory: Int64? = nil, pids: Int64? = nil) {
        self.name = name
        self.process = process
        self.memory = memory
        self.pids = pids
    }
}

/// A process of a container, its first or an exec.
package struct ProcessSpec: Sendable, Hashable, Codable {
    /// The arguments; the first is `probe` or an absolute path in the root file system.
    package var arguments: [String]
    /// Environment entries added to the standard ones, `NAME=value`.
    package var environment: [String]
    /// The working directory in the root file system; absolute.
    package var directory: String?
    /// `uid[:gid]` in numbers.
    package var user: String?
    /// Whether it gets a terminal.
    package var terminal: Bool
    package var io: StdioSpec

    package init(
        arguments: [String], environment: [String] = [], directory: String? = nil, user: String? = nil,
        terminal: Bool = false, io: StdioSpec = StdioSpec()
    ) {
        self.arguments = arguments
        self.environment = environment
        self.directory = directory
        self.user = user
        self.terminal = terminal
        self.io = io
    }
}

/// What each of the three streams is connected to.
package struct StdioSpec: Sendable, Hashable, Codable {
    package enum Channel: String, Sendable, Hashable, Codable, CaseIterable {
        case fifo
        case none
    }

    package var stdin: Channel
    package var stdout: Channel
    package var stderr: Channel

    /// By default nothing is connected to stdin, and both outputs are read.
    package init(stdin: Channel = .none, stdout: Channel = .fifo, stderr: Channel = .fifo) {
        self.stdin = stdin
        self.stdout = stdout
        self.stderr = stderr
    }
}

/// A place in a comparison where the scenario asks for less, or more, than equality.
package struct ComparisonRule: Sendable, Hashable, Codable {
    package enum Treatment: String, Sendable, Hashable, Codable, CaseIterable {
        /// Not compared at all.
        case ignore
        /// Compared whether it is there, not what it is.
        case presence
    }

    /// The facets it applies to, a pattern's text.
    package var pattern: String
    package var treatment: Treatment
    package var because: String

    package init(pattern: String, treatment: Treatment, because: String) {
        self.pattern = pattern
        self.treatment = treatment
        self.because = because
    }
}
