import Facets
import Scenarios

/// What the run cannot speak of, one sentence each, in a fixed order.
struct NotCompared: Sendable {
    /// Scenarios by what is to be said of them.
    private var scenarios: [String: [String]] = [:]
    /// Facets by what is to be said of them: how many, and in how many scenarios.
    private var facets: [String: (facets: Int, scenarios: Int)] = [:]
    private var sentences: [String] = []

    mutating func add(scenario: String, _ what: String) {
        scenarios[what, default: []].append(scenario)
    }

    mutating func add(facets counts: [String: Int], cell: String) {
        for (why, count) in counts {
            let key = "\(why) (\(cell))"
            let old = facets[key] ?? (0, 0)
            facets[key] = (old.facets + count, old.scenarios + 1)
        }
    }

    mutating func add(_ sentence: String) {
        sentences.append(sentence)
    }

    var lines: [String] {
        scenarios.sorted { $0.key < $1.key }.map { what, ids in
            let shown = ids.sorted().prefix(8).joined(separator: ", ")
            let more = ids.count > 8 ? " and \(ids.count - 8) more" : ""
            return "\(ids.count == 1 ? "scenario" : "\(ids.count) scenarios") \(what): \(shown)\(more)"
        }
            + facets.sorted { $0.key < $1.key }.map { why, count in
                "\(count.facets) facet\(count.facets == 1 ? "" : "s") in "
                    + "\(count.scenarios) scenario\(count.scenarios == 1 ? "" : "s"): \(why)"
            } + sentences
    }
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
