import Facets

/// Random values for property tests; texts come from a pool that holds what goes wrong: quotes, controls, look-alikes.
struct FacetValueGenerator {
    private static let texts = [
        "", "a", "é", "e\u{301}", "\"", "\\", "\n", "\u{0}", "\u{1f}", "\u{7f}", "\u{202e}", "\u{10ffff}", "0", "true",
        "pid:main", "x/y", "日本", "\u{feff}",
    ]

    var random: Generator

    init(seed: UInt64) { random = Generator(seed: seed) }

    mutating func text() -> String {
        (0..<Int.random(in: 0...3, using: &random)).map { _ in Self.texts.randomElement(using: &random) ?? "" }.joined()
    }

    mutating func value(depth: Int = 0) -> FacetValue {
        switch Int.random(in: 0...(depth < 3 ? 6 : 3), using: &random) {
        case 0: return .bool(.random(using: &random))
        case 1: return .integer([0, 1, -1, .min, .max].randomElement(using: &random) ?? 7)
        case 2: return .text(text())
        case 3: return .bytes(ByteSummary(of: Array(text().utf8)))
        case 4: return .list(values(depth))
        case 5: return .bag(of: values(depth))
        default:
            var members: [String: FacetValue] = [:]
            for _ in 0..<Int.random(in: 0...3, using: &random) { members[text()] = value(depth: depth + 1) }
            return .record(members)
        }
    }

    private mutating func values(_ depth: Int) -> [FacetValue] {
        (0..<Int.random(in: 0...4, using: &random)).map { _ in value(depth: depth + 1) }
    }

    mutating func state() -> FacetState {
        switch Int.random(in: 0...5, using: &random) {
        case 0: .absent
        case 1: .hidden(text())
        case 2: .unreached(step: text())
        default: .seen(value())
        }
    }

    mutating func facets() -> [(FacetPath, FacetState)] {
        (0..<Int.random(in: 0...30, using: &random)).map { number in
            (FacetPath(["s\(number)", text()].filter { !$0.isEmpty }), state())
        }
    }
}
