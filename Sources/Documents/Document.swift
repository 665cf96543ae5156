/// One YAML file, read with bounds and without YAML's own types, anchors and tags.
///
/// Kumite uses the part of YAML that has one obvious reading: maps with text keys, lists and scalars. What would let a
/// small file mean a large one, anchors and aliases, is refused before anything follows it.
package struct Document: Sendable, Hashable {
    package var file: String
    package var root: Item

    /// The longest file that is read, bytes.
    package static let sizeLimit = 1 << 20
    /// How deep lists and maps may lie in one another.
    package static let depthLimit = 64

    /// Reads a file's bytes; nil if nothing can be made of them, and then there is at least one diagnostic.
    package static func read(_ bytes: [UInt8], file: String) -> (document: Document?, diagnostics: [Diagnostic]) {
        do throws(DocumentRefusal) {
            let text = try DocumentText(bytes)
            let root = try DocumentTree.root(of: text)
            return (Document(file: file, root: root), [])
        } catch {
            return (nil, error.problems.map { $0.diagnostic(in: file) })
        }
    }
}

/// Why a document is not read at all.
struct DocumentRefusal: Error {
    struct Problem {
        var position: Position
        var message: String

        func diagnostic(in file: String) -> Diagnostic {
            Diagnostic(file: file, line: position.line, column: position.column, message: message)
        }
    }

    var problems: [Problem]
    /// Where the first of two equal keys stands, if that is the reason.
    var duplicate: Position?

    init(_ message: String, at position: Position) {
        problems = [Problem(position: position, message: message)]
    }

    init(_ problems: [Problem]) {
        self.problems = problems
    }
}
