import Facets
import Policies
import Statistics

/// What one scenario in one cell could have shown of what the ledger knows, and did.
struct LedgerHeard: Sendable {
    var cell: JudgedCell
    var scenario: String
    /// The facets that could be compared.
    var paths: [FacetPath]
    /// How many trials the side with fewer had.
    var trials: Int
    /// The places of the entries that know something that differed here.
    var sighted: Set<Int>
}

/// Trials a side without a difference after which an entry counts as no longer seen: what shows in more than 31 % of
/// trials would have been seen once with 95 % confidence.
private let oftenEnough = 8
/// In how many scenarios a pattern must have had its chance before it can be called broader than needed.
private let manyScenarios = 8

extension Ledger {
    /// What is to be said of an entry that can speak, after all that was heard; nil for nothing.
    ///
    /// Only of one all of whose scenarios were run, and each that has such a facet often enough: who ran less could have
    /// missed it.
    ///
    /// - Parameters:
    ///   - library: Ids of all scenarios; without them nothing can be said.
    ///   - run: Ids of those that were run.
    func doubt(about place: Int, _ heard: [LedgerHeard], library: [String], run: Set<String>) -> String? {
        let known = known[place]
        let own = library.filter(known.entry.speaks(ofScenario:))
        guard !own.isEmpty, own.allSatisfy(run.contains) else { return nil }
        let chances = heard.filter { chance in
            chance.sighted.contains(place)
                || chance.cell.isAbout(known.contenders) && known.entry.speaks(ofScenario: chance.scenario)
                    && chance.paths.contains(where: known.pattern.matches)
        }
        guard let least = chances.map(\.trials).min(), least >= oftenEnough else { return nil }
        let scenarios = Set(chances.map(\.scenario))
        let seen = Set(chances.filter { $0.sighted.contains(place) }.map(\.scenario)).sorted()
        guard let first = seen.first else {
            let bound = rounded(boundForNone(of: least) * 100)
            return
                "it was no longer seen, in \(scenarios.count) scenario\(scenarios.count == 1 ? "" : "s") with at least "
                + "\(least) trials a side: rarer than \(bound) % with 95 % confidence"
        }
        guard scenarios.count >= manyScenarios, seen.count * 2 <= scenarios.count else { return nil }
        let names = seen.count > 5 ? "\(first) and \(seen.count - 1) more" : seen.joined(separator: ", ")
        return
            "it is broader than needed: seen in \(seen.count) of the \(scenarios.count) scenarios that it speaks of; "
            + "name them under 'scenarios': \(names)"
    }
}

/// Without a fraction, which would say more than is known.
private func rounded(_ number: Double) -> Int { Int(number.rounded(.up)) }
