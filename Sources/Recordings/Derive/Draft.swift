import Facets

/// What extractors have found so far.
struct Draft {
    private var states: [FacetPath: FacetState] = [:]
    /// Under `repeat`: the outcomes of each time.
    private var outcomes: [FacetPath: [FacetValue]] = [:]
    /// By name; several values are one measure taken several times.
    private var amounts: [Amount: [UInt64]] = [:]
    private(set) var evidence: [Evidence] = []

    private struct Amount: Hashable {
        var name: String
        var unit: MeasureUnit
    }

    /// How many pieces of evidence are kept of one trial.
    static let evidenceLimit = 64

    /// Notes what a facet shows; under `repeat`, what it shows this time.
    mutating func set(_ path: FacetPath, _ state: FacetState, iteration: [Int] = []) {
        if iteration.isEmpty {
            states[path] = state
        } else {
            outcomes[path, default: []].append(state.outcome)
        }
    }

    /// Notes how long a phase took, nanoseconds; one that ends before it begins is no measure.
    mutating func took(_ name: String, from begin: UInt64, to end: UInt64) {
        guard end >= begin else { return }
        measure(name, end - begin, .nanoseconds)
    }

    /// Notes an amount; of several under one name the median counts.
    mutating func measure(_ name: String, _ amount: UInt64, _ unit: MeasureUnit) {
        amounts[Amount(name: name, unit: unit), default: []].append(amount)
    }

    mutating func show(_ kind: String, about: String, _ text: String) {
        guard evidence.count < Self.evidenceLimit, !text.isEmpty else { return }
        evidence.append(Evidence(about: about, kind: kind, text: text))
    }

    /// Everything, with the outcomes of repeated steps as bags and the median of repeated measures.
    func finished() -> Derived {
        var facets = FacetSet(states)
        for (path, values) in outcomes {
            // A path that a step outside of the repetition shows too would be two facets in one.
            facets[path] = .seen(.bag(of: values))
        }
        let measures = amounts.sorted { $0.key.name < $1.key.name }.map { amount, values in
            Measure(name: amount.name, value: Self.median(values), unit: amount.unit)
        }
        return Derived(facets: facets, measures: measures, evidence: evidence)
    }

    private static func median(_ values: [UInt64]) -> Double {
        let sorted = values.sorted()
        let middle = sorted.count / 2
        guard sorted.count.isMultiple(of: 2) else { return Double(sorted[middle]) }
        return (Double(sorted[middle - 1]) + Double(sorted[middle])) / 2
    }
}
