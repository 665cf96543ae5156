internal import Yams

/// Turns Yams' nodes into items, refusing what Kumite's files do not use.
enum DocumentTree {
    static func root(of text: DocumentText) throws(DocumentRefusal) -> Item {
        if !text.suspects.isEmpty {
            // Without anchors nothing in this text stands for anything else, so it is safe to compose; a plain scalar
            // that begins at a suspect is one that was an anchor or an alias.
            let harmless = try node(of: text.harmless)
            try refuseAnchors(in: harmless, suspects: text.suspects)
        }
        let (node, renamed) = try nodeWithDuplicates(of: text.text)
        var reader = DocumentTreeReader(renamed: renamed)
        let item = reader.item(of: node, depth: 0)
        guard reader.problems.isEmpty else { throw DocumentRefusal(reader.problems) }
        return item
    }

    /// Composes a text in which keys may stand twice, so that each can be named with everything else that is wrong.
    ///
    /// Yams refuses the whole text and tells the first of the two, so that one is renamed by its first character until
    /// all keys differ. Returns what was renamed: the place of the key and its true first character.
    private static func nodeWithDuplicates(
        of text: String
    ) throws(DocumentRefusal) -> (node: Node, renamed: [Position: Unicode.Scalar]) {
        var text = text
        var renamed: [Position: Unicode.Scalar] = [:]
        while true {
            do throws(DocumentRefusal) {
                return (try node(of: text), renamed)
            } catch {
                guard let place = error.duplicate, renamed.count < 16, renamed[place] == nil,
                    let change = KeyRenaming(at: place, in: text, number: renamed.count)
                else { throw error }
                text = change.text
                renamed[place] = change.original
            }
        }
    }

    private static func node(of text: String) throws(DocumentRefusal) -> Node {
        let start = Position(line: 1, column: 1)
        do {
            // The basic resolver knows no patterns: no scalar is taken for a number, a date or a boolean.
            guard let node = try Parser(yaml: text, resolver: .basic, encoding: .utf8).singleRoot() else {
                throw DocumentRefusal("the file is empty", at: start)
            }
            return node
        } catch let error as DocumentRefusal {
            throw error
        } catch let error as YamlError {
            throw refusal(of: error)
        } catch {
            throw DocumentRefusal("this is not YAML", at: start)
        }
    }

    private static func refusal(of error: YamlError) -> DocumentRefusal {
        switch error {
        case .scanner(let context, let problem, let mark, _), .parser(let context, let problem, let mark, _):
            let deep = problem.contains("nesting level")
            let reason = deep ? "nested too deeply; at most \(Document.depthLimit) levels are read" : problem
            let around = context.map { deep ? "" : " (\($0.text) that begins at \($0.mark.line):\($0.mark.column))" }
            return DocumentRefusal("not YAML: \(reason)\(around ?? "")", at: position(of: mark))
        case .composer(_, let problem, let mark, _):
            return DocumentRefusal("not YAML: \(problem)", at: position(of: mark))
        case .duplicatedKeysInMapping(let duplicates, let context):
            let names = duplicates.prefix(3).map { "'\($0.prefix(64))'" }.joined(separator: ", ")
            var refusal = DocumentRefusal(
                "\(names) stands more than once in one map", at: position(of: context.mark))
            refusal.duplicate = position(of: context.mark)
            return refusal
        default:
            return DocumentRefusal("this is not YAML", at: Position(line: 1, column: 1))
        }
    }

    private static func refuseAnchors(in node: Node, suspects: Set<Position>) throws(DocumentRefusal) {
        var rest = [node]
        while let node = rest.popLast() {
            switch node {
            case .scalar(let scalar):
                guard scalar.style == .plain, suspects.contains(position(of: scalar.mark)) else { continue }
                throw DocumentRefusal(
                    "anchors and aliases ('&name', '*name') are not read; write it out, or quote the text",
                    at: position(of: scalar.mark))
            case .sequence(let sequence): rest.append(contentsOf: sequence.reversed())
            case .mapping(let mapping): for (key, value) in mapping.reversed() { rest += [value, key] }
            case .alias: continue
            }
        }
    }

    static func position(of mark: Mark?) -> Position {
        Position(line: max(1, mark?.line ?? 1), column: max(1, mark?.column ?? 1))
    }
}
