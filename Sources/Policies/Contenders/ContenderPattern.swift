/// Which contenders a ledger's entry is about: `*`, `crun`, `rust@>=3.15`, `runc@1.1.5`, `crun@>=1.8 <1.15`.
///
/// The word before the `@` is a name, a family, or a release's name; with a version after it also a program's.
package struct ContenderPattern: Sendable, Hashable {
    private enum Relation: String, Sendable, Hashable, CaseIterable {
        // Longer ones first, for they begin as shorter ones do.
        case atLeast = ">="
        case atMost = "<="
        case above = ">"
        case below = "<"
        case named = "="
    }

    private struct Bound: Sendable, Hashable {
        var relation: Relation
        var number: ReleaseNumber
    }

    package let text: String
    /// The name, family or release's name; nil for `*`.
    package let word: String?
    private let bounds: [Bound]

    /// - Throws: A `ContenderPatternError` with what is wrong and where in the text.
    package init(parsing text: String) throws(ContenderPatternError) {
        self.text = text
        guard text != "*" else {
            word = nil
            bounds = []
            return
        }
        let name = text.prefix { $0 != "@" }
        if let place = name.firstIndex(where: { !Self.canName($0) }) {
            throw ContenderPatternError(
                "a contender is named by letters, digits, '.', '_' and '-', or is '*'",
                at: text.unicodeScalars.distance(from: text.startIndex, to: place))
        }
        guard !name.isEmpty, name.utf8.count <= 64 else {
            throw ContenderPatternError("a name of 1 to 64 characters comes first", at: 0)
        }
        word = String(name)
        guard name.endIndex < text.endIndex else {
            bounds = []
            return
        }
        var bounds: [Bound] = []
        for part in text[text.index(after: name.endIndex)...].split(separator: " ", omittingEmptySubsequences: true) {
            let relation = Relation.allCases.first { part.hasPrefix($0.rawValue) }
            guard let number = ReleaseNumber(part.dropFirst(relation?.rawValue.count ?? 0)), bounds.count < 4 else {
                throw ContenderPatternError(
                    "after '@' stands a release like 1.1.5 or >=3.15, or two of them",
                    at: text.unicodeScalars.distance(from: text.startIndex, to: part.startIndex))
            }
            bounds.append(Bound(relation: relation ?? .named, number: number))
        }
        guard !bounds.isEmpty else {
            throw ContenderPatternError("after '@' a release is missing", at: text.unicodeScalars.count)
        }
        self.bounds = bounds
    }

    private static func canName(_ character: Character) -> Bool {
        character.isASCII && (character.isLetter || character.isNumber || "._-".contains(character))
    }

    /// Whether a contender of a run is meant; one whose release is not known is not meant where a version is asked.
    package func matches(_ contender: KnownContender) -> Bool {
        guard let word else { return true }
        guard !bounds.isEmpty else { return contender.isCalled(word) }
        guard let number = contender.number(of: word) else { return false }
        return bounds.allSatisfy { bound in
            switch bound.relation {
            case .atLeast: number >= bound.number
            case .atMost: number <= bound.number || number.isNamed(by: bound.number)
            case .above: number > bound.number && !number.isNamed(by: bound.number)
            case .below: number < bound.number
            case .named: number.isNamed(by: bound.number)
            }
        }
    }
}

extension ContenderPattern {
    /// Whether it says which release is meant, or up to which one.
    var namesRelease: Bool {
        bounds.contains { [.named, .atMost, .below].contains($0.relation) }
    }

    /// Whether it means all that `other` means, as far as the texts tell.
    func covers(_ other: ContenderPattern) -> Bool {
        guard let word else { return true }
        return other.word == word && (bounds.isEmpty || bounds == other.bounds)
    }
}

extension ContenderPattern: Codable {
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        do throws(ContenderPatternError) {
            self = try ContenderPattern(parsing: text)
        } catch {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: error.problem)
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }
}

/// Why a text names no contenders.
package struct ContenderPatternError: Error, Sendable, Hashable {
    package var problem: String
    /// Unicode scalars before the place, from 0.
    package var offset: Int

    init(_ problem: String, at offset: Int) {
        self.problem = problem
        self.offset = offset
    }
}
