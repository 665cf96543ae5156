/// One misbehaviour that the understudy can commit, as `understudy faults` describes it.
package struct Fault: Sendable, Hashable, Codable {
    /// `exit/zero-for-killed`.
    package var name: String
    package var family: String
    package var title: String
    /// Why somebody would suffer from it.
    package var because: String
    package var parameters: [FaultParameter]
    package var expects: FaultExpectation
    /// Patterns of scenarios' ids that show it cheapest.
    package var scenarios: [String]
    /// Whether it is committed every time; else its own probability is a part of it.
    package var deterministic: Bool
    /// Why nobody can see it from outside; nil where it can be seen.
    package var uncatchable: String?

    package init(
        name: String, family: String, title: String, because: String, parameters: [FaultParameter] = [],
        expects: FaultExpectation, scenarios: [String], deterministic: Bool = true, uncatchable: String? = nil
    ) {
        self.name = name
        self.family = family
        self.title = title
        self.because = because
        self.parameters = parameters
        self.expects = expects
        self.scenarios = scenarios
        self.deterministic = deterministic
        self.uncatchable = uncatchable
    }

    /// The parameter with a name.
    package func parameter(_ name: String) -> FaultParameter? { parameters.first { $0.name == name } }
}

/// What can be chosen about a fault.
package struct FaultParameter: Sendable, Hashable, Codable {
    package var name: String
    package var `default`: String
    /// The values that can be chosen; empty where it is any of a kind.
    package var values: [String]
    package var meaning: String

    package init(name: String, default: String, values: [String], meaning: String) {
        self.name = name
        self.default = `default`
        self.values = values
        self.meaning = meaning
    }
}

/// What the judge is to say of a fault.
package struct FaultExpectation: Sendable, Hashable, Codable {
    /// Patterns of the facets that it changes.
    package var facets: [String]
    /// The classes that are right, as findings spell them.
    package var classes: [String]
    /// The least severity that is right.
    package var severity: String
    /// The verb of the step where the recordings part first; nil where that depends on the scenario.
    package var step: String?

    package init(facets: [String], classes: [String], severity: String, step: String? = nil) {
        self.facets = facets
        self.classes = classes
        self.severity = severity
        self.step = step
    }
}

/// A fault as it is to be committed.
package struct FaultWish: Sendable, Hashable, Codable {
    /// The fault's name; `none` for none.
    package var fault: String
    /// Values of its parameters.
    package var with: [String: String]
    /// How likely each chance to commit it is taken, from 0 to 1; nil for always.
    package var probability: Double?

    package init(_ fault: String, with: [String: String] = [:], probability: Double? = nil) {
        self.fault = fault
        self.with = with
        self.probability = probability
    }

    /// The understudy that only relays.
    package static let none = FaultWish("none")
}
