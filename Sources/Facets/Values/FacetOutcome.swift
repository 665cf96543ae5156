/// Under `repeat` a path holds a bag of outcomes, one for each time; an outcome that is no value is a record.
extension FacetState {
    /// The state as an element of a bag of outcomes.
    package var outcome: FacetValue {
        switch self {
        case .seen(let value): value
        case .absent: .record(["absent": .bool(true)])
        case .hidden(let why): .record(["hidden": .text(why)])
        case .unreached(let step): .record(["unreached": .text(step)])
        }
    }

    /// The state that an element of a bag of outcomes stands for.
    package init(outcome: FacetValue) {
        switch outcome {
        case .record(let members) where members == ["absent": .bool(true)]: self = .absent
        case .record(let members) where members.count == 1:
            if case .text(let why)? = members["hidden"] {
                self = .hidden(why)
            } else if case .text(let step)? = members["unreached"] {
                self = .unreached(step: step)
            } else {
                self = .seen(outcome)
            }
        default: self = .seen(outcome)
        }
    }
}
