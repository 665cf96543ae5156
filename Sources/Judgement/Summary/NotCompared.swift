import Facets
import Scenarios

/// What the run cannot speak of, one sentence each, in a fixed order.
struct NotCompared: Sendable {
    /// Scenarios by what is to be said of them.
    private var scenarios: [String: [String]] = [:]
    /// Facets by what is to be said of them.
    private var gaps: [String: (facets: Int, scenarios: Set<String>, places: Set<String>)] = [:]
    private var sentences: [String] = []

    mutating func add(scenario: String, _ what: String) {
        scenarios[what, default: []].append(scenario)
    }

    mutating func add(_ all: [Gap: Int], scenario: String, cell: String) {
        for (gap, count) in all {
            let key = "\(gap.why) in \(cell)"
            var known = gaps[key] ?? (0, [], [])
            known.facets += count
            known.scenarios.insert(scenario)
            if let place = gap.place { known.places.insert(place) }
            gaps[key] = known
        }
    }

    mutating func add(_ sentence: String) {
        sentences.append(sentence)
    }

    var lines: [String] {
        let aboutScenarios = scenarios.sorted { $0.key < $1.key }.map { what, ids in
            "\(ids.count == 1 ? "scenario" : "\(ids.count) scenarios") \(what): \(listed(ids, atMost: 8))"
        }
        let aboutFacets = gaps.sorted { $0.key < $1.key }.map { why, gap in
            let places = gap.places.isEmpty ? "" : " (\(listed(Array(gap.places), atMost: 6)))"
            let scenarios = gap.scenarios.count == 1 ? gap.scenarios.first ?? "" : "\(gap.scenarios.count) scenarios"
            return "\(gap.facets) facet\(gap.facets == 1 ? "" : "s") of \(scenarios): \(why)\(places)"
        }
        return aboutScenarios + aboutFacets + sentences
    }
}

/// The first of some names in order, and how many more there are.
private func listed(_ names: [String], atMost limit: Int) -> String {
    names.sorted().prefix(limit).joined(separator: ", ")
        + (names.count > limit ? " and \(names.count - limit) more" : "")
}

/// Why a scenario can't be compared in a cell; nil if both sides have a recording.
func whyOneSided(_ cell: JudgedCell, _ trials: [JudgedTrial]) -> String? {
    func state(_ side: Side) -> String? {
        let own = trials.filter { $0.role == side.rawValue }.map(\.outcome)
        guard !own.contains(.recorded), !own.contains(.hung) else { return nil }
        let who = "\(side.rawValue) \(side == .baseline ? cell.baseline : cell.candidate)"
        guard let last = own.last else { return "not run on \(who)" }
        return switch last {
        case .recorded, .hung: nil
        case .unsupported(let why): "not supported by \(who) (\(Escaping.text(why, limit: 160)))"
        case .infrastructure(let why): "could not be carried out on \(who) (\(Escaping.text(why, limit: 160)))"
        case .dropped(let why): "dropped on \(who) (\(Escaping.text(why, limit: 160)))"
        }
    }
    let states = Side.allCases.compactMap(state)
    return states.isEmpty ? nil : states.joined(separator: ", ") + " in \(cell.name)"
}
