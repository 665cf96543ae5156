import Facets

/// A rewriting of texts that makes two recordings comparable, named, with its reason; applied twice it changes nothing.
struct Normaliser: Sendable {
    /// What it is called in reports; with its version, so that a change of it shows.
    var name: String
    var version: Int
    /// Why what it hides is no difference between two shims.
    var because: String
    /// Rewrites a text.
    var rewrite: @Sendable (String) -> String

    /// Its name in counts.
    var label: String { "normaliser \(name)@\(version)" }

    /// All of them, in the order in which they are applied. Only families compared by template are touched at all.
    static let all: [Normaliser] = [.temporaryNames, .hexadecimal, .longNumbers]

    /// Rewrites all texts of a value.
    func rewrite(_ value: FacetValue) -> FacetValue {
        switch value {
        case .bool, .integer, .bytes: value
        case .text(let text): .text(rewrite(text))
        case .list(let all): .list(all.map(rewrite))
        case .bag(let all): .bag(all.map(rewrite).sorted())
        case .record(let fields): .record(fields.mapValues(rewrite))
        }
    }

    /// Rewrites what was seen.
    func rewrite(_ state: FacetState) -> FacetState {
        guard case .seen(let value) = state else { return state }
        return .seen(rewrite(value))
    }
}

/// Replaces each longest run of characters of one kind for which `replacement` gives something.
func replacingRuns(
    in text: String, of isMember: (Unicode.Scalar) -> Bool, with replacement: (Substring.UnicodeScalarView) -> String?
) -> String {
    var result = ""
    let scalars = text.unicodeScalars
    var at = scalars.startIndex
    while at < scalars.endIndex {
        guard isMember(scalars[at]) else {
            result.unicodeScalars.append(scalars[at])
            at = scalars.index(after: at)
            continue
        }
        let end = scalars[at...].firstIndex { !isMember($0) } ?? scalars.endIndex
        let run = Substring(scalars[at..<end]).unicodeScalars
        result += replacement(run) ?? String(run)
        at = end
    }
    return result
}

func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }

func isWord(_ scalar: Unicode.Scalar) -> Bool {
    isDigit(scalar) || ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar) || scalar == "_"
}
