/// Every call in every state of what it can be about, and which scenarios make it there.
package struct CallTable: Sendable, Hashable {
    /// One call in one state.
    package struct Cell: Sendable, Hashable, Codable {
        package var call: TaskCall
        package var object: TaskObject
        package var state: TaskState
        /// Ids of scenarios' files, sorted; rows of `vary` are not told apart.
        package var scenarios: [String]
    }

    /// By object, state and call, in the order of their declaration.
    package var cells: [Cell]

    /// The table of some scenarios.
    package init(of scenarios: [Scenario]) {
        var makers: [CallMade: Set<String>] = [:]
        for scenario in scenarios {
            var life = LifeCycle()
            for call in life.walk(scenario.steps) { makers[call, default: []].insert(scenario.fileIdentifier) }
        }
        cells = Self.all.map { made in
            Cell(
                call: made.call, object: made.object, state: made.state, scenarios: (makers[made] ?? []).sorted())
        }
    }

    /// Every combination that can be asked for.
    package static let all: [CallMade] = TaskObject.allCases.flatMap { object in
        TaskState.allCases.flatMap { state in
            TaskCall.allCases.filter { $0.concerns(object) }
                .map { CallMade(call: $0, object: object, state: state) }
        }
    }
}

extension Scenario {
    /// The id of the file: without the values of a row.
    package var fileIdentifier: String { String(id.prefix { $0 != "[" }) }
}
