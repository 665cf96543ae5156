import Facets

/// Random paths and patterns from a seed.
struct Generator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed &* 0x9e37_79b9_7f4a_7c15 &+ 1
    }

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var z = state
        z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
        z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
        return z ^ (z >> 31)
    }

    mutating func component(_ letters: [Unicode.Scalar], _ lengths: ClosedRange<Int>) -> String {
        var view = String.UnicodeScalarView()
        for _ in 0..<Int.random(in: lengths, using: &self) {
            if let letter = letters.randomElement(using: &self) { view.append(letter) }
        }
        return String(view)
    }

    /// A path with names that need quoting as often as not.
    mutating func path() -> FacetPath {
        let letters: [Unicode.Scalar] = ["a", "b", "#", "~", "/", "*", "\"", "\\", " ", "\n", "é", "}", "u", "{"]
        let count = Int.random(in: 1...5, using: &self)
        return FacetPath((0..<count).map { _ in component(letters, 1...6) })
    }

    /// A path of few letters, so that patterns fit it now and then.
    mutating func smallPath() -> FacetPath {
        let count = Int.random(in: 1...6, using: &self)
        return FacetPath((0..<count).map { _ in component(["a", "b"], 1...3) })
    }

    /// A pattern of few letters with many stars.
    mutating func pattern() -> FacetPattern {
        let count = Int.random(in: 1...6, using: &self)
        return FacetPattern(
            parts: (0..<count).map { _ in
                guard Bool.random(using: &self) else { return .anyDepth }
                var runs = [component(["a", "b"], 0...2)]
                for _ in 0..<Int.random(in: 0...2, using: &self) { runs.append(component(["a", "b"], 1...1)) }
                if Bool.random(using: &self) { runs.append("") }
                return .component(runs == [""] ? ["", ""] : runs)
            })
    }
}
