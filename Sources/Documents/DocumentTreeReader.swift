internal import Yams

/// Reads composed nodes as items and collects what is wrong with them.
struct DocumentTreeReader {
    /// Keys that were renamed to be read at all: their places, and their true first characters.
    let renamed: [Position: Unicode.Scalar]
    var problems: [DocumentRefusal.Problem] = []

    init(renamed: [Position: Unicode.Scalar]) {
        self.renamed = renamed
    }

    mutating func item(of node: Node, depth: Int) -> Item {
        let position = DocumentTree.position(of: node.mark)
        guard depth <= Document.depthLimit else {
            let message = "nested too deeply; at most \(Document.depthLimit) levels are read"
            if problems.last?.message != message { problems.append(.init(position: position, message: message)) }
            return Item(.list([]), at: position)
        }
        switch node {
        case .scalar(let scalar):
            let isQuoted = scalar.style != .plain
            refuseTag(isQuoted && scalar.tag.rawValue == Self.textTag ? "" : scalar.tag.rawValue, at: position)
            return Item(.scalar(scalar.string, plain: !isQuoted), at: position)
        case .sequence(let sequence):
            refuseTag(sequence.tag.rawValue, at: position)
            return Item(.list(sequence.map { item(of: $0, depth: depth + 1) }), at: position)
        case .mapping(let mapping):
            refuseTag(mapping.tag.rawValue, at: position)
            return Item(.map(entries(of: mapping, depth: depth)), at: position)
        case .alias:
            problems.append(.init(position: position, message: "aliases ('*name') are not read; write it out"))
            return Item(.list([]), at: position)
        }
    }

    private mutating func entries(of mapping: Node.Mapping, depth: Int) -> [Entry] {
        var entries: [Entry] = []
        var seen: Set<String> = []
        for (key, value) in mapping {
            let place = DocumentTree.position(of: key.mark)
            guard case .scalar(let scalar) = key else {
                problems.append(.init(position: place, message: "a key must be a text"))
                continue
            }
            var name = scalar.string
            if let first = renamed[place] { name = String(first) + String(name.unicodeScalars.dropFirst()) }
            guard seen.insert(name).inserted else {
                problems.append(.init(position: place, message: "'\(name.prefix(64))' stands twice in this map"))
                continue
            }
            entries.append(Entry(name, at: place, item(of: value, depth: depth + 1)))
        }
        return entries
    }

    private mutating func refuseTag(_ tag: String, at position: Position) {
        guard !tag.isEmpty else { return }
        problems.append(.init(position: position, message: "tags ('!…') are not read; leave it out"))
    }

    private static let textTag = "tag:yaml.org,2002:str"
}
