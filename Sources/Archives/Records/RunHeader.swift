package import Documents
package import Recordings

/// What `run.json` says: all that a run was made with, so that it can be judged again elsewhere.
package struct RunHeader: Sendable, Hashable, Codable {
    /// The version of the archive's own format. 1, since a whole proof of the judge (Benchmarks/proof.json), is read for ever;
    /// 0, of versions before, has the same members.
    package static let currentFormat = 1

    package var format: Int
    /// The version of Kumite that wrote it.
    package var kumite: String
    /// The version of `derive` that made its facet sets.
    package var derive: Int
    package var seed: UInt64
    /// The text of the run in every id that it hands out.
    package var nonce: String
    /// When the run began, nanoseconds since 1970.
    package var startedAtWallNanoseconds: UInt64
    /// The day that expiries are held against, `2026-11-23`.
    package var asOf: String
    /// What `kumite` was called with, the verb first.
    package var arguments: [String]
    package var cells: [ArchivedCell]
    package var host: ArchivedHost
    /// The policy as used, its ledgers and owners included; nil when none was named.
    package var policy: JSONValue?
    /// How long blocks may take, nanoseconds, where the user said so.
    package var budgetNanoseconds: UInt64?
    /// The most blocks that the user allows, where he said so.
    package var blockLimit: Int?

    package init(
        kumite: String, derive: Int = Derive.version, seed: UInt64, nonce: String,
        startedAtWallNanoseconds: UInt64, asOf: String, arguments: [String], cells: [ArchivedCell], host: ArchivedHost,
        policy: JSONValue?, budgetNanoseconds: UInt64? = nil, blockLimit: Int? = nil
    ) {
        self.format = Self.currentFormat
        self.kumite = kumite
        self.derive = derive
        self.seed = seed
        self.nonce = nonce
        self.startedAtWallNanoseconds = startedAtWallNanoseconds
        self.asOf = asOf
        self.arguments = arguments
        self.cells = cells
        self.host = host
        self.policy = policy
        self.budgetNanoseconds = budgetNanoseconds
        self.blockLimit = blockLimit
    }
}

/// A cell as it was run, with what really stood behind each role.
package struct ArchivedCell: Sendable, Hashable, Codable {
    package var name: String
    /// The cell as its module encodes it: contenders, view, driver, the containerd that is imitated.
    package var definition: JSONValue
    /// By role: `baseline`, `candidate`, `reference`.
    package var identities: [String: ContenderIdentity]

    package init(name: String, definition: JSONValue, identities: [String: ContenderIdentity]) {
        self.name = name
        self.definition = definition
        self.identities = identities
    }
}

/// The host that a run was made on.
package struct ArchivedHost: Sendable, Hashable, Codable {
    /// What `uname -r` says.
    package var kernel: String
    /// What `uname -m` says.
    package var architecture: String
    package var cpus: Int
    package var memoryBytes: UInt64
    /// `unified`, `legacy` or `hybrid`.
    package var cgroups: String
    /// Further facts worth showing, by name.
    package var more: [String: String]

    package init(
        kernel: String, architecture: String, cpus: Int, memoryBytes: UInt64, cgroups: String,
        more: [String: String] = [:]
    ) {
        self.kernel = kernel
        self.architecture = architecture
        self.cpus = cpus
        self.memoryBytes = memoryBytes
        self.cgroups = cgroups
        self.more = more
    }
}
