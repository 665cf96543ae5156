package import Facets
package import Scenarios

extension Matcher {
    /// Whether the state is what is demanded; only what was seen or looked for can be.
    package func check(_ state: FacetState) -> Bool {
        switch self {
        case .absent, .ok: return state == .absent
        case .any:
            if case .seen = state { return true }
            return false
        case .oneOf(let matchers): return matchers.contains { $0.check(state) }
        case .scalar, .matches, .range, .inOrder, .anyOrder:
            guard case .seen(let value) = state else { return false }
            return check(value)
        }
    }

    /// Whether a value is what is demanded.
    private func check(_ value: FacetValue) -> Bool {
        switch self {
        case .absent, .ok: return false
        case .any: return true
        case .oneOf(let matchers): return matchers.contains { $0.check(value) }
        case .scalar(let text): return Self.check(text, value)
        case .matches(let pattern):
            // A file's expression was checked when it was read; one that is none matches nothing.
            guard case .text(let text) = value, let pattern = try? TextPattern(pattern) else { return false }
            return pattern.matches(text)
        case .range(let least, let most):
            guard case .integer(let number) = value else { return false }
            return number >= least ?? .min && number <= most ?? .max
        case .inOrder(let matchers):
            guard case .list(let values) = value else { return false }
            var rest = values[...]
            return matchers.allSatisfy { matcher in
                guard let place = rest.firstIndex(where: matcher.check) else { return false }
                rest = rest[(place + 1)...]
                return true
            }
        case .anyOrder(let matchers):
            switch value {
            case .list(let values), .bag(let values): return Self.pairs(matchers, values)
            default: return false
            }
        }
    }

    /// A scalar is compared by the kind of what was seen: `no` can be a text, a bool or neither.
    private static func check(_ text: String, _ value: FacetValue) -> Bool {
        switch value {
        case .bool(let value): return text == (value ? "true" : "false")
        case .integer(let value): return Int64(text) == value
        case .text(let value): return text.utf8.elementsEqual(value.utf8)
        case .bytes(let summary):
            let bytes = Array(text.utf8)
            return bytes.count == summary.length && SHA256.digest(of: bytes).hexadecimal == summary.digest
        case .list(let values), .bag(let values): return values.count == 1 && check(text, values[0])
        case .record: return false
        }
    }

    /// Whether each matcher can be given a value of its own, and each value is given: a bipartite matching (Kuhn).
    private static func pairs(_ matchers: [Matcher], _ values: [FacetValue]) -> Bool {
        guard matchers.count == values.count else { return false }
        var owner = [Int?](repeating: nil, count: values.count)
        func settle(_ matcher: Int, _ asked: inout Set<Int>) -> Bool {
            for place in values.indices where matchers[matcher].check(values[place]) {
                guard asked.insert(place).inserted else { continue }
                guard let former = owner[place] else {
                    owner[place] = matcher
                    return true
                }
                if settle(former, &asked) {
                    owner[place] = matcher
                    return true
                }
            }
            return false
        }
        return matchers.indices.allSatisfy { matcher in
            var asked: Set<Int> = []
            return settle(matcher, &asked)
        }
    }
}

extension Matcher: CustomStringConvertible {
    /// What is demanded, in words, bounded.
    package var description: String {
        switch self {
        case .scalar(let text): "\"\(Escaping.text(text, limit: 120))\""
        case .any: "anything"
        case .absent: "absent"
        case .ok: "no error"
        case .oneOf(let matchers): "one of " + Self.joined(matchers)
        case .matches(let pattern): "a text that matches \"\(Escaping.text(pattern, limit: 120))\""
        case .range(let least?, let most?): "\(least) to \(most)"
        case .range(let least?, nil): "at least \(least)"
        case .range(nil, let most?): "at most \(most)"
        case .range(nil, nil): "a number"
        case .inOrder(let matchers): "in this order " + Self.joined(matchers)
        case .anyOrder(let matchers): "in any order " + Self.joined(matchers)
        }
    }

    private static func joined(_ matchers: [Matcher]) -> String {
        matchers.prefix(20).map(\.description).joined(separator: ", ") + (matchers.count > 20 ? ", …" : "")
    }
}
