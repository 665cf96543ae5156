/// The table in CONTRIBUTING.md: which module may import what.
struct Layers {
    struct Module: Equatable {
        var isPure: Bool
        var mayImport: [String]
        /// Everything of this package, as the executable does.
        var mayImportAll: Bool
    }

    struct Unreadable: Error, CustomStringConvertible {
        var description: String
    }

    let modules: [String: Module]

    /// Reads the table with the columns module, what lives there, may import, below the heading `## Layers`.
    init(markdown: String) throws {
        var modules: [String: Module] = [:]
        var isInside = false
        for line in markdown.split(separator: "\n") {
            if line.hasPrefix("## ") { isInside = line == "## Layers" }
            guard isInside, line.hasPrefix("| `") else { continue }
            let cells = line.split(separator: "|", omittingEmptySubsequences: false)
            guard cells.count == 5 else { throw Unreadable(description: "no row of three cells: \(line)") }
            let names = Layers.quoted(cells[1])
            guard names.count == 1, modules[names[0]] == nil else {
                throw Unreadable(description: "not one module, or one named twice: \(line)")
            }
            modules[names[0]] = Module(
                isPure: cells[1].contains("(pure)"), mayImport: Layers.quoted(cells[3]),
                mayImportAll: cells[3].split { $0 == " " || $0 == "," }.contains("all"))
        }
        guard !modules.isEmpty else { throw Unreadable(description: "there is no table below ## Layers") }
        self.modules = modules
    }

    /// All that a module may import: what its row names, and what the rows of those name.
    func closure(of name: String) -> Set<String> {
        if modules[name]?.mayImportAll == true {
            return Set(modules.keys).union(modules.values.flatMap(\.mayImport)).subtracting([name])
        }
        var found: Set<String> = []
        var open = modules[name]?.mayImport ?? []
        while let next = open.popLast() {
            guard found.insert(next).inserted else { continue }
            open += modules[next]?.mayImport ?? []
        }
        return found
    }

    /// The names between backticks.
    private static func quoted(_ cell: Substring) -> [String] {
        cell.split(separator: "`", omittingEmptySubsequences: false).enumerated()
            .filter { $0.offset % 2 == 1 }.map { String($0.element) }
    }
}
