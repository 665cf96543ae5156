/// Takes the text of a path or a pattern apart; the two share everything but the meaning of `*`.
struct FacetScanner {
    /// A piece of a component.
    enum Piece {
        case text(String)
        /// `*`, or more of them in a row.
        case stars(Int, column: Int)
    }

    /// A component as it stands between two slashes.
    struct Component {
        var pieces: [Piece]
        var column: Int
    }

    let reading: String
    let allowsStars: Bool
    private let scalars: [Unicode.Scalar]
    private var next = 0

    /// The longest text that is read, Unicode scalars; far above any path that a recording holds.
    static let lengthLimit = 4096

    init(_ text: String, reading: String, allowsStars: Bool) {
        self.reading = reading
        self.allowsStars = allowsStars
        scalars = Array(text.unicodeScalars.prefix(Self.lengthLimit + 1))
    }

    /// The components in order.
    mutating func components() throws(FacetSyntaxError) -> [Component] {
        guard scalars.count <= Self.lengthLimit else {
            throw error("longer than \(Self.lengthLimit) characters", at: Self.lengthLimit)
        }
        var all: [Component] = []
        while true {
            all.append(try component())
            guard next < scalars.count else { return all }
            next += 1
        }
    }

    private mutating func component() throws(FacetSyntaxError) -> Component {
        let first = next
        var pieces: [Piece] = []
        while next < scalars.count, scalars[next] != "/" {
            switch scalars[next] {
            case "\"":
                pieces.append(.text(try quoted()))
            case "*" where allowsStars:
                let start = next
                while next < scalars.count, scalars[next] == "*" { next += 1 }
                pieces.append(.stars(next - start, column: start + 1))
            case "*":
                throw error("'*' belongs into a pattern; a path that holds one quotes it", at: next)
            case let scalar where FacetPath.isPlain(scalar):
                let start = next
                while next < scalars.count, FacetPath.isPlain(scalars[next]) { next += 1 }
                pieces.append(.text(Self.string(scalars[start..<next])))
            case let scalar:
                throw error("'\(Self.shown(scalar))' must stand in double quotes", at: next)
            }
        }
        guard !pieces.isEmpty else { throw error("a name is missing between the slashes", at: first) }
        return Component(pieces: pieces, column: first + 1)
    }

    private mutating func quoted() throws(FacetSyntaxError) -> String {
        let start = next
        next += 1
        var text = String.UnicodeScalarView()
        while next < scalars.count {
            let scalar = scalars[next]
            next += 1
            switch scalar {
            case "\"": return String(text)
            case "\\": text.append(try escaped())
            default: text.append(scalar)
            }
        }
        throw error("the quote is never closed", at: start)
    }

    private mutating func escaped() throws(FacetSyntaxError) -> Unicode.Scalar {
        let start = next - 1
        guard next < scalars.count else { throw error("the escape is cut off", at: start) }
        let scalar = scalars[next]
        next += 1
        switch scalar {
        case "\"", "\\": return scalar
        case "u":
            let digits = scalars[next...].prefix(9)
            guard digits.first == "{", let end = digits.firstIndex(of: "}"),
                let value = UInt32(Self.string(digits[(digits.startIndex + 1)..<end]), radix: 16),
                let character = Unicode.Scalar(value)
            else { throw error(#"write '\u{HEX}' with a valid code point"#, at: start) }
            next = end + 1
            return character
        default:
            throw error(#"only '\"', '\\' and '\u{HEX}' can be escaped"#, at: start)
        }
    }

    func error(_ problem: String, at index: Int) -> FacetSyntaxError {
        FacetSyntaxError(reading: reading, column: index + 1, problem: problem)
    }

    private static func string(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars)
        return String(view)
    }

    private static func shown(_ scalar: Unicode.Scalar) -> String {
        scalar.value < 0x20 || scalar.value == 0x7f ? "\\u{\(String(scalar.value, radix: 16))}" : String(scalar)
    }
}
