/// A regular expression that a whole text must match, in time linear in the text: what it is held against is hostile.
///
/// It knows literals, `.` (not a newline), `[a-z]`, `[^…]`, `\d \w \s \D \W \S`, `\n \r \t`, `( )`, `(?: )`, `|`, `* + ?`,
/// `{n}`, `{n,}`, `{n,m}`; `^` at the beginning and `$` at the end say what holds anyway. There are no back references.
package struct TextPattern: Sendable, Hashable {
    /// The longest text that is matched, bytes; a longer one does not match.
    package static let textLimit = 64 << 10
    /// How many instructions a pattern may come to, repetitions written out.
    static let programLimit = 4096

    /// As it was written.
    package let source: String
    let program: [Instruction]

    enum Instruction: Sendable, Hashable {
        case one(ScalarSet)
        /// Goes on at both places.
        case split(Int, Int)
        case jump(Int)
        case accept
    }

    /// - Throws: `FacetError` where the text is no such expression, or too large a one.
    package init(_ source: String) throws {
        self.source = source
        var parser = TextPatternParser(source)
        let tree = try parser.parse()
        var program: [Instruction] = []
        try Self.compile(tree, into: &program, source)
        program.append(.accept)
        self.program = program
    }

    /// Whether the whole text matches.
    package func matches(_ text: String) -> Bool {
        guard text.utf8.count <= Self.textLimit else { return false }
        var now = Threads(program.count)
        var next = Threads(program.count)
        add(0, to: &now)
        for scalar in text.unicodeScalars {
            guard !now.places.isEmpty else { return false }
            next.clear()
            for place in now.places {
                if case .one(let set) = program[place], set.contains(scalar) { add(place + 1, to: &next) }
            }
            swap(&now, &next)
        }
        return now.places.contains { program[$0] == .accept }
    }

    /// The places of a program that are reached at one position of the text, each once.
    private struct Threads {
        var places: [Int] = []
        private var isReached: [Bool]

        init(_ count: Int) {
            isReached = [Bool](repeating: false, count: count)
        }

        mutating func clear() {
            for index in isReached.indices { isReached[index] = false }
            places.removeAll(keepingCapacity: true)
        }

        mutating func reach(_ place: Int) -> Bool {
            defer { isReached[place] = true }
            return !isReached[place]
        }
    }

    private func add(_ place: Int, to threads: inout Threads) {
        var open = [place]
        while let place = open.popLast() {
            guard threads.reach(place) else { continue }
            switch program[place] {
            case .jump(let target): open.append(target)
            case .split(let first, let second): open += [first, second]
            case .one, .accept: threads.places.append(place)
            }
        }
    }

    private static func compile(_ tree: TextPatternTree, into program: inout [Instruction], _ source: String) throws {
        guard program.count < programLimit else { throw FacetError.badTextPattern(source, why: "it is too large") }
        switch tree {
        case .empty: return
        case .one(let set): program.append(.one(set))
        case .sequence(let parts): for part in parts { try compile(part, into: &program, source) }
        case .either(let first, let second):
            let split = program.count
            program.append(.accept)
            try compile(first, into: &program, source)
            let jump = program.count
            program.append(.accept)
            program[split] = .split(split + 1, program.count)
            try compile(second, into: &program, source)
            program[jump] = .jump(program.count)
        case .repeated(let part, let least, let most):
            for _ in 0..<least { try compile(part, into: &program, source) }
            if let most {
                for _ in least..<most { try optional(part, into: &program, source) }
            } else {
                let split = program.count
                program.append(.accept)
                try compile(part, into: &program, source)
                program.append(.jump(split))
                program[split] = .split(split + 1, program.count)
            }
        }
    }

    private static func optional(
        _ part: TextPatternTree, into program: inout [Instruction], _ source: String
    ) throws {
        let split = program.count
        program.append(.accept)
        try compile(part, into: &program, source)
        program[split] = .split(split + 1, program.count)
    }
}

/// What a pattern is made of.
indirect enum TextPatternTree {
    case empty
    case one(ScalarSet)
    case sequence([TextPatternTree])
    case either(TextPatternTree, TextPatternTree)
    /// At least and at most so often; nil is without end.
    case repeated(TextPatternTree, Int, Int?)
}

/// A set of characters: some ranges, or all but those.
struct ScalarSet: Sendable, Hashable {
    var ranges: [ClosedRange<UInt32>]
    var isInverted = false

    func contains(_ scalar: Unicode.Scalar) -> Bool {
        ranges.contains { $0.contains(scalar.value) } != isInverted
    }

    init(_ ranges: [ClosedRange<UInt32>], inverted: Bool = false) {
        self.ranges = ranges
        isInverted = inverted
    }

    init(_ scalar: Unicode.Scalar) {
        self.init([scalar.value...scalar.value])
    }

    /// The set as ranges alone, what is inverted written out.
    var allRanges: [ClosedRange<UInt32>] {
        guard isInverted else { return ranges }
        var rest: [ClosedRange<UInt32>] = []
        var next: UInt32 = 0
        for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
            if range.lowerBound > next { rest.append(next...(range.lowerBound - 1)) }
            next = max(next, range.upperBound + 1)
        }
        return rest + [next...0x10ffff]
    }

    static let newline = ScalarSet([10...10])
    static let digits: [ClosedRange<UInt32>] = [0x30...0x39]
    static let spaces: [ClosedRange<UInt32>] = [9...13, 32...32]
    static let words: [ClosedRange<UInt32>] = [0x30...0x39, 0x41...0x5a, 0x5f...0x5f, 0x61...0x7a]
}
