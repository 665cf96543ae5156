/// What a coverage tool said of one trial: every function that it knows, and how much of it was run.
package struct ToolReading: Sendable, Hashable {
    /// Sorted by file, line and name, each function once.
    package private(set) var functions: [MeasuredFunction]
    /// What could not be read, one sentence each.
    package private(set) var problems: [String]

    /// The most functions that are read; Kata's shims have some 30,000 with all that they link.
    static let functionLimit = 1_000_000
    /// The longest line that is read.
    static let lineLimit = 16 << 10
    private static let problemLimit = 8

    init(_ found: [MeasuredFunction], problems: [String]) {
        var merged: [MeasuredFunction.Key: MeasuredFunction] = [:]
        for function in found { merged[function.key, default: function].add(function) }
        functions = merged.values.sorted()
        self.problems = Array(problems.prefix(Self.problemLimit))
        if problems.count > Self.problemLimit { self.problems.append("and \(problems.count - Self.problemLimit) more") }
    }

    package init() {
        functions = []
        problems = []
    }

    /// Whether any function was run.
    package var isAnyReached: Bool { functions.contains { $0.isReached } }
}

/// A function that was instrumented, and how much of it was run.
package struct MeasuredFunction: Sendable, Hashable {
    package var file: String
    /// Its first line, from 1; 0 if that is not known.
    package var line: Int
    package var symbol: CodeSymbol
    package var isReached: Bool
    /// Statements or lines that were run, in thousandths of all that it has.
    package var permille: Int

    struct Key: Hashable {
        var file: String
        var symbol: CodeSymbol
    }

    var key: Key { Key(file: file, symbol: symbol) }

    package init(file: String, line: Int, symbol: CodeSymbol, isReached: Bool, permille: Int) {
        self.file = file
        self.line = line
        self.symbol = symbol
        self.isReached = isReached
        self.permille = permille
    }

    /// Takes in what is known of another part of it: a closure, another set of type arguments, another build.
    fileprivate mutating func add(_ other: MeasuredFunction) {
        line = min(line, other.line)
        isReached = isReached || other.isReached
        permille = max(permille, other.permille)
    }
}

extension MeasuredFunction: Comparable {
    package static func < (a: MeasuredFunction, b: MeasuredFunction) -> Bool {
        (a.file, a.line, a.symbol.owner, a.symbol.trait, a.symbol.name, a.symbol.module)
            < (b.file, b.line, b.symbol.owner, b.symbol.trait, b.symbol.name, b.symbol.module)
    }
}
