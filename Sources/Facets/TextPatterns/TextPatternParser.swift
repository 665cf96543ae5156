/// Reads a regular expression into a tree; groups may lie 64 deep.
struct TextPatternParser {
    private let source: String
    private let scalars: [Unicode.Scalar]
    private var at = 0
    private var depth = 0

    private static let depthLimit = 64
    private static let countLimit = 1000

    init(_ source: String) {
        self.source = source
        scalars = Array(source.unicodeScalars)
    }

    mutating func parse() throws -> TextPatternTree {
        if peek == "^" { at += 1 }
        let tree = try either()
        guard at == scalars.count else { throw error("a ')' has no '('") }
        return tree
    }

    private var peek: Unicode.Scalar? { at < scalars.count ? scalars[at] : nil }

    private mutating func next() throws -> Unicode.Scalar {
        guard let scalar = peek else { throw error("it ends too early") }
        at += 1
        return scalar
    }

    private mutating func either() throws -> TextPatternTree {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.depthLimit else { throw error("its groups lie too deep") }
        var tree = try sequence()
        while peek == "|" {
            at += 1
            tree = .either(tree, try sequence())
        }
        return tree
    }

    private mutating func sequence() throws -> TextPatternTree {
        var parts: [TextPatternTree] = []
        while let scalar = peek, scalar != "|", scalar != ")" {
            if scalar == "$", at == scalars.count - 1 {
                at += 1
                break
            }
            // What matches only nothing is left out: repeated in each other, it would cost time and no space.
            let part = try repetition(of: try atom())
            if case .empty = part { continue }
            parts.append(part)
        }
        return parts.isEmpty ? .empty : parts.count == 1 ? parts[0] : .sequence(parts)
    }

    private mutating func repetition(of atom: TextPatternTree) throws -> TextPatternTree {
        let repeated: TextPatternTree
        switch peek {
        case "*":
            at += 1
            repeated = .repeated(atom, 0, nil)
        case "+":
            at += 1
            repeated = .repeated(atom, 1, nil)
        case "?":
            at += 1
            repeated = .repeated(atom, 0, 1)
        case "{":
            at += 1
            repeated = try counted(atom)
        default: return atom
        }
        if case .empty = atom { return .empty }
        return repeated
    }

    private mutating func counted(_ atom: TextPatternTree) throws -> TextPatternTree {
        let least = try count()
        var most: Int? = least
        if peek == "," {
            at += 1
            most = peek == "}" ? nil : try count()
        }
        guard try next() == "}" else { throw error("a '{' has no '}'") }
        guard most.map({ $0 >= least }) ?? true else { throw error("a repetition's most is less than its least") }
        return most == 0 ? .empty : .repeated(atom, least, most)
    }

    private mutating func count() throws -> Int {
        var value = 0
        let start = at
        while let scalar = peek, ("0"..."9").contains(scalar) {
            value = value * 10 + Int(scalar.value - 0x30)
            guard value <= Self.countLimit else { throw error("a repetition of more than \(Self.countLimit)") }
            at += 1
        }
        guard at > start else { throw error("a '{' needs a number; write '\\{' for the character") }
        return value
    }

    private mutating func atom() throws -> TextPatternTree {
        let scalar = try next()
        switch scalar {
        case ".": return .one(ScalarSet(ScalarSet.newline.ranges, inverted: true))
        case "[": return .one(try set())
        case "\\": return .one(try escape())
        case "(":
            if peek == "?" {
                at += 1
                guard try next() == ":" else { throw error("of groups with '?' only '(?:' is known") }
            }
            let inner = try either()
            guard try next() == ")" else { throw error("a '(' has no ')'") }
            return inner
        case "*", "+", "?", "{": throw error("nothing stands before '\(scalar)'; write '\\\(scalar)' for the character")
        case "^", "$": throw error("'\(scalar)' stands only at the ends; write '\\\(scalar)' for the character")
        default: return .one(ScalarSet(scalar))
        }
    }

    private mutating func set() throws -> ScalarSet {
        var ranges: [ClosedRange<UInt32>] = []
        let isInverted = peek == "^"
        if isInverted { at += 1 }
        while true {
            let scalar = try next()
            if scalar == "]", !ranges.isEmpty { break }
            guard scalar != "\\" else {
                ranges += try escape().allRanges
                continue
            }
            guard peek == "-", at + 1 < scalars.count, scalars[at + 1] != "]" else {
                ranges.append(scalar.value...scalar.value)
                continue
            }
            at += 1
            let end = try next()
            guard end != "\\", end.value >= scalar.value else { throw error("a range that runs backwards") }
            ranges.append(scalar.value...end.value)
        }
        return ScalarSet(ranges, inverted: isInverted)
    }

    private mutating func escape() throws -> ScalarSet {
        let scalar = try next()
        switch scalar {
        case "d": return ScalarSet(ScalarSet.digits)
        case "D": return ScalarSet(ScalarSet.digits, inverted: true)
        case "w": return ScalarSet(ScalarSet.words)
        case "W": return ScalarSet(ScalarSet.words, inverted: true)
        case "s": return ScalarSet(ScalarSet.spaces)
        case "S": return ScalarSet(ScalarSet.spaces, inverted: true)
        case "n": return ScalarSet("\n")
        case "r": return ScalarSet("\r")
        case "t": return ScalarSet("\t")
        case "a"..."z", "A"..."Z", "0"..."9": throw error("'\\\(scalar)' is not known")
        default: return ScalarSet(scalar)
        }
    }

    private func error(_ why: String) -> FacetError {
        .badTextPattern(source, why: "at character \(at): \(why)")
    }
}
