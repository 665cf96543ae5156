import Facets
import Linux
import Proofs
import Runs

extension FaultCatalogue {
    /// What the understudy beside this program can commit.
    static func own() async throws -> [Fault] {
        try await read(beside: ThisProcess.program).entries.map(Fault.init)
    }
}

extension Fault {
    init(_ entry: FaultCatalogue.Entry) {
        self.init(
            name: entry.name, family: entry.family, title: entry.title, because: entry.because,
            parameters: entry.parameters.map {
                FaultParameter(name: $0.name, default: $0.default, values: $0.values, meaning: $0.meaning)
            },
            expects: FaultExpectation(
                facets: entry.expects.facets, classes: entry.expects.classes, severity: entry.expects.severity,
                step: entry.expects.step), scenarios: entry.scenarios, deterministic: entry.deterministic,
            uncatchable: entry.uncatchable)
    }

    /// A name that can be a folder's and a part of a contender's: `exit.zero-for-killed`.
    var slug: String {
        String(
            name.map { character in
                character.isASCII && (character.isLetter || character.isNumber || character == "-") ? character : "."
            })
    }

    /// Whether nothing but times shows it: then only policies that gate times can catch it.
    var isOfTime: Bool {
        expects.facets.allSatisfy { facet in
            Catalogue.shim.entries.contains { $0.unit == "nanoseconds" && $0.pattern.description == facet }
        }
    }

    /// Whether it makes something take longer by a percentage, 8 unless said otherwise: what a power curve is of.
    var isSlowDown: Bool { isOfTime && parameter("percent")?.default == "8" }
}
