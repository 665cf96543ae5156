import Documents
import Scenarios

/// Which scenarios of a library are meant.
struct Selection {
    /// Patterns separated by commas; nil for all.
    var globs: String?
    /// This tier and those it contains; nil for all.
    var tier: Tier?

    /// - Throws: A `Failure` when a pattern matches nothing: a typing mistake must not become a green run.
    func of(_ scenarios: [Scenario]) throws -> [Scenario] {
        var chosen = scenarios
        if let globs {
            let patterns = Self.split(globs).map(Glob.init)
            for pattern in patterns where !scenarios.contains(where: { pattern.matches(scenario: $0.id) }) {
                throw Failure(
                    doing: "choosing", to: "scenarios", why: "none matches \(pattern.text)",
                    now: "`kumite list scenarios` shows the ids; * stands for anything", exit: Failure.usage)
            }
            chosen = scenarios.filter { scenario in patterns.contains { $0.matches(scenario: scenario.id) } }
        }
        if let tier { chosen = chosen.filter { $0.tier <= tier } }
        return chosen
    }

    /// Splits at commas that are not inside a row's brackets.
    private static func split(_ globs: String) -> [String] {
        var parts = [""]
        var depth = 0
        for character in globs {
            if character == "[" { depth += 1 }
            if character == "]" { depth -= 1 }
            if character == ",", depth <= 0 { parts.append("") } else { parts[parts.count - 1].append(character) }
        }
        return parts.filter { !$0.isEmpty }
    }
}

extension Tier {
    static let names = allCases.map(\.rawValue).joined(separator: ", ")
}
