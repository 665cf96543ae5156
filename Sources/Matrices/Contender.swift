/// One installed shim with its configuration.
package struct Contender: Sendable, Hashable, Codable {
    /// Its name in matrices, findings and reports.
    package var name: String
    /// The family that knows how to find, start and read it: `runc`, later `kata`.
    package var family: String
    /// The release it is, or is based on, where the user says so: `go@4.1.0`.
    package var release: String?
    /// The shim's binary, absolute.
    package var shim: String
    /// The OCI runtime behind the shim, absolute.
    package var runtime: String?
    /// The configuration file given to the shim, absolute.
    package var config: String?
    package var hypervisor: String?
    /// Its configuration file for each hypervisor that it can drive, absolute; `config` is one of them once it is chosen.
    package var configs: [String: String]?
    /// The configuration as the shim is given it, where that is not the file as it lies there.
    package var rewritten: RewrittenConfiguration?
    /// The containerd that is imitated before this contender only: `1.6`, `1.7`, `2.1`, `2.3`.
    package var speaks: String?
    /// Capabilities that it is declared not to have.
    package var lacks: [String]
    /// As a reference: the areas it can speak for.
    package var speaksFor: [String]
    /// What an upgrade puts in its place; itself, if nothing is named.
    package var next: Successor?
    /// What stands before the shim and misbehaves on purpose.
    package var understudy: Understudy?
    /// The counters that its shim was built to keep of what it runs; its times are then never judged.
    package var coverage: CounterKind?
    /// Whether its configuration is changed so that the log of its guest's agent comes out; nil for no.
    package var agentLog: Bool?

    package init(
        name: String, family: String, release: String? = nil, shim: String, runtime: String? = nil,
        config: String? = nil, hypervisor: String? = nil, configs: [String: String]? = nil, speaks: String? = nil,
        lacks: [String] = [], speaksFor: [String] = [], next: Successor? = nil, understudy: Understudy? = nil,
        agentLog: Bool? = nil, coverage: CounterKind? = nil
    ) {
        self.name = name
        self.family = family
        self.release = release
        self.shim = shim
        self.runtime = runtime
        self.config = config
        self.hypervisor = hypervisor
        self.configs = configs
        self.speaks = speaks
        self.lacks = lacks
        self.speaksFor = speaksFor
        self.next = next
        self.understudy = understudy
        self.coverage = coverage
        self.agentLog = agentLog
    }

    /// The hypervisor that is none: the shim's remote one, with Kumite's own guest in the place of a VM.
    package static let standin = "standin"

    /// Whether its shim is run before a stand-in guest.
    package var hasStandin: Bool { hypervisor == Self.standin }

    /// What of it is not as it is installed, by the matrix's key that changes it; empty for one that is.
    package var changes: [String] { agentLog == true ? ["agent-log"] : [] }
}

/// A configuration that was made of a contender's file and its drop-ins.
package struct RewrittenConfiguration: Sendable, Hashable, Codable {
    package var text: String
    /// What is not as in the file, each in a line: `hypervisor/kernel = "/a", in place of "/b"`.
    package var changes: [String]

    package init(text: String, changes: [String]) {
        self.text = text
        self.changes = changes
    }
}

/// Who writes down what an instrumented shim runs, and whose tools read it.
package enum CounterKind: String, Sendable, Hashable, Codable, CaseIterable {
    /// Go's run time, of what was built with `go build -cover`.
    case go
    /// LLVM's run time, of what was built by rustc with `-C instrument-coverage`.
    case llvm
}

/// What an `upgrade` step puts in a contender's place: those parts of another contender that are installed files.
package struct Successor: Sendable, Hashable, Codable {
    /// The contender's name.
    package var name: String
    package var release: String?
    package var shim: String
    package var runtime: String?
    package var config: String?
    /// Its configuration file for each hypervisor, until one is chosen.
    package var configs: [String: String]?
    /// The containerd that is imitated after its upgrade.
    package var speaks: String?

    package init(
        name: String, release: String? = nil, shim: String, runtime: String? = nil, config: String? = nil,
        configs: [String: String]? = nil, speaks: String? = nil
    ) {
        self.name = name
        self.release = release
        self.shim = shim
        self.runtime = runtime
        self.config = config
        self.configs = configs
        self.speaks = speaks
    }
}

extension Successor {
    package init(_ contender: Contender) {
        self.init(
            name: contender.name, release: contender.release, shim: contender.shim, runtime: contender.runtime,
            config: contender.config, configs: contender.configs, speaks: contender.speaks)
    }
}

/// The part that a contender plays in a pair.
package enum Role: String, Sendable, Hashable, Codable, CaseIterable, Comparable {
    case baseline, candidate, reference
    /// A copy of the baseline at another path, beside which times are judged; no matrix names it.
    case copy

    /// Those that a matrix and the command line can name.
    package static let named: [Role] = [.baseline, .candidate, .reference]

    package static func < (a: Role, b: Role) -> Bool {
        allCases.firstIndex(of: a) ?? 0 < allCases.firstIndex(of: b) ?? 0
    }
}
