import Documents
import Linux
import Policies
import Scenarios

/// By which terms a run is to be judged, as far as the user says.
struct PolicyWish {
    /// A policy's name; nil for the run's own, or `default` for a new run.
    var name: String?
    /// Ledgers beside the matrix's own, in the order in which they are asked.
    var ledgers: [String] = []

    /// Whether the run's own terms are meant.
    var isRunsOwn: Bool { name == nil && ledgers.isEmpty }

    /// The same on a command line.
    var options: [String] { (name.map { ["--policy", $0] } ?? []) + ledgers.flatMap { ["--ledger", $0] } }

    /// The terms for a new run on a matrix.
    ///
    /// - Throws: A `Failure` when there is no such policy, or a file can't be used.
    func policy(_ library: Library, forMatrix matrix: String) throws -> Policy {
        var policy = try library.policy(named: name ?? "default")
        policy.owners = try library.owners()
        policy.ledger = try library.ledger(ofMatrix: matrix) + more()
        let scenarios = try library.scenarios()
        policy.library = LibraryIndex(
            scenarios: scenarios.map(\.id), criticalPaths: try library.paths(),
            advisories: try library.advisories(),
            covering: scenarios.reduce(into: [:]) { covering, scenario in
                for path in scenario.covers { covering[path, default: []].append(scenario.id) }
            })
        return policy
    }

    /// The terms for judging again a run that used `used`: who owns what, what is known and what there was stay as used.
    ///
    /// - Throws: A `Failure` when there is no such policy, or a file can't be used.
    func policy(insteadOf used: Policy) throws -> Policy {
        var policy = try name.map { try Library.find().policy(named: $0) } ?? used
        policy.owners = used.owners
        policy.ledger = used.ledger + (try more())
        policy.library = used.library
        return policy
    }

    /// What the user's own ledgers know.
    private func more() throws -> [LedgerEntry] {
        try ledgers.flatMap { path in
            let file = LedgerFile.load(try Library.read(path), file: path)
            try Library.refuse(file.diagnostics, path)
            return file.entries
        }
    }
}

extension Library {
    /// A policy of `Matrix/policies.yaml`, without owners and ledger.
    func policy(named name: String) throws -> Policy {
        let path = "\(folder)/Matrix/policies.yaml"
        let file = PolicyFile.load(try Self.read(path), file: path, paths: try criticalPaths())
        try Self.refuse(file.diagnostics, path)
        if let policy = file.policies.first(where: { $0.name == name }) { return policy }
        let names = file.policies.map(\.name)
        let near = nearest(to: name, among: names).map { "did you mean \($0)?" }
        throw Failure(
            doing: "choosing", to: "policy \(name)", why: "\(path) has none of that name",
            now: near ?? "known: \(names.joined(separator: ", "))", exit: Failure.usage)
    }

    /// Who answers for what.
    func owners() throws -> Owners {
        let path = "\(folder)/Matrix/owners.yaml"
        guard Files.exists(path) else { return Owners() }
        let file = OwnersFile.load(try Self.read(path), file: path)
        try Self.refuse(file.diagnostics, path)
        return file.owners
    }

    /// Where the ledger of a matrix lies, whether there is one or not.
    func ledgerFile(ofMatrix matrix: String) -> String { "\(folder)/Matrix/ledger/\(matrix).yaml" }

    /// What is known of a matrix's contenders.
    func ledger(ofMatrix matrix: String) throws -> [LedgerEntry] {
        let path = ledgerFile(ofMatrix: matrix)
        guard Files.exists(path) else { return [] }
        let file = LedgerFile.load(try Self.read(path), file: "Matrix/ledger/\(matrix).yaml")
        try Self.refuse(file.diagnostics, path)
        return file.entries
    }

    /// Published weaknesses that scenarios stand for.
    func advisories() throws -> [Advisory] {
        let path = "\(folder)/Matrix/advisories.yaml"
        guard Files.exists(path) else { return [] }
        let file = AdvisoriesFile.load(try Self.read(path), file: path)
        try Self.refuse(file.diagnostics, path)
        return file.advisories
    }
}
