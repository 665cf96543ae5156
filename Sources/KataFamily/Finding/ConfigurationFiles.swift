import Documents
import Kata

/// A configuration file with its drop-ins, as the shims read them.
struct ConfigurationFiles: Sendable {
    /// The file as it was named.
    let path: String
    /// The file itself, then the drop-ins, in the order in which they are read.
    let documents: [TomlDocument]

    /// How many drop-ins are read.
    static let dropInLimit = 256

    /// Drop-ins lie in `config.d` beside the file that the path leads to; none may lie elsewhere by a link (facts 1.7).
    static func read(_ path: String, in root: SearchRoot) throws(FindingTrouble) -> ConfigurationFiles {
        let resolved = try root.resolve(path)
        var documents = [try document(resolved, shownAs: path)]
        let folder = String(resolved.prefix(upTo: resolved.lastIndex(of: "/") ?? resolved.startIndex)) + "/config.d"
        if root.holds(folder) {
            let own = try SearchRoot(root.resolve(folder))
            let names = try own.names(in: own.folder).filter { $0.hasSuffix(".toml") }
            guard names.count <= dropInLimit else {
                throw FindingTrouble(folder, "it holds \(names.count) drop-ins; at most \(dropInLimit) are read")
            }
            for name in names {
                let place = "\(own.folder)/\(name)"
                documents.append(try document(own.resolve(place), shownAs: place))
            }
        }
        return ConfigurationFiles(path: path, documents: documents)
    }

    /// A configuration that was made, and lies nowhere yet.
    init(path: String, text: [UInt8]) throws(FindingTrouble) {
        let (document, problems) = TomlDocument.read(text, file: path)
        guard let document else {
            throw FindingTrouble(path, problems.map(\.description).joined(separator: "; "))
        }
        self.init(path: path, documents: [document])
    }

    private init(path: String, documents: [TomlDocument]) {
        self.path = path
        self.documents = documents
    }

    private static func document(_ path: String, shownAs name: String) throws(FindingTrouble) -> TomlDocument {
        let (bytes, cut) = try PlainFile.read(path, limit: TomlDocument.sizeLimit)
        guard !cut else {
            throw FindingTrouble(name, "it has more than \(TomlDocument.sizeLimit) bytes, and no such file has")
        }
        let (document, problems) = TomlDocument.read(bytes, file: name)
        guard let document else {
            throw FindingTrouble(
                name, "a shim could not read it: " + problems.map(\.description).joined(separator: "; "))
        }
        return document
    }

    /// What it says of shim and files.
    var facts: ConfigurationFacts { ConfigurationFacts(documents) }
}
