package import Documents
internal import Matrices
internal import Policies
internal import Scenarios

/// Finds what is wrong with a file of a library, whatever kind of file it is.
package enum Checker {
    /// The kinds of files that a library holds.
    package enum Kind: String, Sendable, Hashable, CaseIterable {
        case scenario, matrix, policies, owners, ledger
        case criticalPaths = "critical paths"
    }

    /// Everything that is wrong with a file; nothing if it can be used.
    ///
    /// - Parameters:
    ///   - file: Its path as the user named it; the kind is told by it where it can be, else by the content.
    ///   - paths: The ids of critical paths that `covers` can name, where they are known.
    package static func check(_ bytes: [UInt8], file: String, paths: [String]? = nil) -> [Diagnostic] {
        switch kind(ofPlace: file) {
        case .some(let kind): return check(bytes, file: file, as: kind, paths: paths)
        case .none: break
        }
        let (document, problems) = Document.read(bytes, file: file)
        guard let document else { return problems }
        guard let kind = kind(ofContent: document.root) else {
            let place = document.root.position
            let message = "this is no scenario, matrix, ledger, policies, owners or critical paths"
            return [Diagnostic(file: file, line: place.line, column: place.column, message: message)]
        }
        return check(bytes, file: file, as: kind, paths: paths)
    }

    private static func check(_ bytes: [UInt8], file: String, as kind: Kind, paths: [String]?) -> [Diagnostic] {
        switch kind {
        case .scenario: ScenarioFile.load(bytes, file: file, paths: paths).diagnostics
        case .matrix: MatrixFile.load(bytes, file: file, folder: "/").diagnostics
        case .policies: PolicyFile.load(bytes, file: file).diagnostics
        case .owners: OwnersFile.load(bytes, file: file).diagnostics
        case .ledger: LedgerFile.load(bytes, file: file).diagnostics
        case .criticalPaths: CriticalPathsFile.load(bytes, file: file).diagnostics
        }
    }

    /// The kind that a file's place in a library tells.
    static func kind(ofPlace file: String) -> Kind? {
        let parts = file.split(separator: "/").map(String.init)
        let folders = parts.dropLast()
        if folders.contains("Scenarios") { return .scenario }
        guard let folder = folders.lastIndex(of: "Matrix") else { return nil }
        if parts[(folder + 1)...].first == "ledger", parts.count > folder + 2 { return .ledger }
        switch parts.last {
        case "policies.yaml": return .policies
        case "owners.yaml": return .owners
        case "critical-paths.yaml": return .criticalPaths
        default: return .matrix
        }
    }

    /// The kind that a file's content tells: by the keys that only one kind has.
    static func kind(ofContent root: Item) -> Kind? {
        switch root.content {
        case .scalar: return nil
        case .list(let items):
            guard case .map(let entries)? = items.first?.content else { return .ledger }
            return entries.contains { $0.key == "component" } ? .criticalPaths : .ledger
        case .map(let entries):
            let keys = Set(entries.map(\.key))
            if keys.contains("contenders") { return .matrix }
            if !keys.isDisjoint(with: ["id", "steps", "because", "title"]) { return .scenario }
            let values = entries.map(\.value.content)
            if values.allSatisfy({ if case .scalar = $0 { true } else { false } }) { return .owners }
            let isPolicy = values.contains { value in
                guard case .map(let entries) = value else { return false }
                return entries.contains { ["requires", "blocks"].contains($0.key) }
            }
            return isPolicy ? .policies : nil
        }
    }
}
