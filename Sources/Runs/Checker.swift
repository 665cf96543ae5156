package import Documents
internal import Facets
internal import Matrices
internal import Policies
internal import Scenarios

/// Finds what is wrong with a file of a library, whatever kind of file it is.
package enum Checker {
    /// The kinds of files that a library holds.
    package enum Kind: String, Sendable, Hashable, CaseIterable {
        case scenario, matrix, policies, owners, ledger
        case criticalPaths = "critical paths"
        case capabilities, advisories
        /// Only held to be YAML here: the module that knows them, `Kata`, lies beside this one, not below it.
        case keys = "a family's keys"
    }

    /// What names of a library a file can be held against; nil for what is not known.
    package struct Known: Sendable, Hashable {
        /// Ids of critical paths that `covers` can name.
        package var paths: [String]?
        /// Ids of capabilities that `needs` and `lacks` can name.
        package var capabilities: [String]?
        /// Ids of scenarios' files that a capability's probe and a ledger's entry can name.
        package var scenarios: [String]?

        package init(paths: [String]? = nil, capabilities: [String]? = nil, scenarios: [String]? = nil) {
            self.paths = paths
            self.capabilities = capabilities
            self.scenarios = scenarios
        }
    }

    /// Everything that is wrong with a file; nothing if it can be used.
    ///
    /// - Parameters:
    ///   - file: Its path as the user named it; the kind is told by it where it can be, else by the content.
    ///   - known: What its names are held against.
    package static func check(_ bytes: [UInt8], file: String, known: Known = Known()) -> [Diagnostic] {
        switch kind(ofPlace: file) {
        case .some(let kind): return check(bytes, file: file, as: kind, known)
        case .none: break
        }
        let (document, problems) = Document.read(bytes, file: file)
        guard let document else { return problems }
        guard let kind = kind(ofContent: document.root) else {
            let place = document.root.position
            let message =
                "this is no scenario, matrix, ledger, policies, owners, critical paths, capabilities or advisories"
            return [Diagnostic(file: file, line: place.line, column: place.column, message: message)]
        }
        return check(bytes, file: file, as: kind, known)
    }

    private static func check(_ bytes: [UInt8], file: String, as kind: Kind, _ known: Known) -> [Diagnostic] {
        switch kind {
        case .scenario:
            ScenarioFile.load(bytes, file: file, paths: known.paths, capabilities: known.capabilities).diagnostics
        case .matrix:
            MatrixFile.load(bytes, file: file, folder: "/", capabilities: known.capabilities).diagnostics
        case .capabilities: CapabilitiesFile.load(bytes, file: file, scenarios: known.scenarios).diagnostics
        case .policies: PolicyFile.load(bytes, file: file, paths: known.paths).diagnostics
        case .advisories: AdvisoriesFile.load(bytes, file: file).diagnostics
        case .owners:
            OwnersFile.load(
                bytes, file: file, components: components,
                contenders: ContenderKeys.families + ContenderKeys.releaseNames
            ).diagnostics
        case .ledger: LedgerFile.load(bytes, file: file, scenarios: known.scenarios).diagnostics
        case .criticalPaths: CriticalPathsFile.load(bytes, file: file).diagnostics
        case .keys: Document.read(bytes, file: file).diagnostics
        }
    }

    /// What findings can be about: what the catalogue names, and what the judge adds of its own.
    private static let components = Array(
        Set(Catalogue.shim.entries.map(\.component)).union(["capabilities", "infrastructure"])
    ).sorted()

    /// What a file is, by its place in a library or its content; nil for none of all.
    package static func kind(of file: String, _ bytes: [UInt8]) -> Kind? {
        kind(ofPlace: file) ?? Document.read(bytes, file: file).0.flatMap { kind(ofContent: $0.root) }
    }

    /// The kind that a file's place in a library tells.
    static func kind(ofPlace file: String) -> Kind? {
        let parts = file.split(separator: "/").map(String.init)
        let folders = parts.dropLast()
        if folders.contains("Scenarios") { return .scenario }
        guard let folder = folders.lastIndex(of: "Matrix") else { return nil }
        if parts[(folder + 1)...].first == "ledger", parts.count > folder + 2 { return .ledger }
        if parts[(folder + 1)...].first == "kata-keys", parts.count > folder + 2 { return .keys }
        switch parts.last {
        case "policies.yaml": return .policies
        case "owners.yaml": return .owners
        case "critical-paths.yaml": return .criticalPaths
        case "capabilities.yaml": return .capabilities
        case "advisories.yaml": return .advisories
        default: return .matrix
        }
    }

    /// The kind that a file's content tells: by the keys that only one kind has.
    static func kind(ofContent root: Item) -> Kind? {
        switch root.content {
        case .scalar: return nil
        case .list(let items):
            guard case .map(let entries)? = items.first?.content else { return .ledger }
            let keys = Set(entries.map(\.key))
            if keys.contains("check"), keys.contains("id") { return .advisories }
            if keys.contains("probe"), !keys.contains("facet") { return .capabilities }
            return keys.contains("component") ? .criticalPaths : .ledger
        case .map(let entries):
            let keys = Set(entries.map(\.key))
            if keys.contains("contenders") { return .matrix }
            if !keys.isDisjoint(with: ["id", "steps", "because", "title"]) { return .scenario }
            let values = entries.map(\.value.content)
            if values.allSatisfy(isOwner) { return .owners }
            let isPolicy = values.contains { value in
                guard case .map(let entries) = value else { return false }
                return entries.contains { ["requires", "blocks"].contains($0.key) }
            }
            return isPolicy ? .policies : nil
        }
    }

    /// Whether something can be an owner: a text, or a map that names one.
    private static func isOwner(_ content: Item.Content) -> Bool {
        switch content {
        case .scalar: true
        case .map(let entries): entries.contains { $0.key == "owner" }
        case .list: false
        }
    }
}
