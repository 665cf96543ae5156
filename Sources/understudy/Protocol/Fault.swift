/// A named misbehaviour: what it is, why it matters, how it can be seen, and what it does.
///
/// One file each, under `Faults/<Family>/`; a line in the family's list makes it known.
struct Fault: Sendable {
    /// `<family>/<slug>`.
    var name: String
    /// What it does wrong, in one line.
    var title: String
    /// Who would be hurt by a shim that did so.
    var because: String
    var parameters: [Parameter] = []
    /// What a judge that catches it says.
    var expects: Expectation
    /// Globs of scenarios that should show it at the least cost.
    var scenarios: [String]
    /// Whether every trial that gives it the occasion shows it.
    var deterministic = true
    /// Why it can't be seen from outside, where that is so.
    var uncatchable: String?
    /// What it does, with its parameters chosen.
    var make: @Sendable (Choices) -> Misbehaviour

    /// What stands before the slash.
    var family: String { String(name.prefix { $0 != "/" }) }

    /// A number or word that changes what a fault does.
    struct Parameter: Sendable, Hashable, Encodable {
        var name: String
        var `default`: String
        /// The values that can be chosen; none where any whole number from 1 can.
        var values: [String] = []
        var meaning: String
    }

    /// What a judge that catches a fault says of it.
    struct Expectation: Sendable, Hashable, Encodable {
        /// Patterns of facets or measures, of which at least one is named.
        var facets: [String]
        /// Classes of findings, any of which is right.
        var classes: [String] = ["regression", "divergence"]
        /// The least severity that is right.
        var severity: String = "major"
        /// The verb of the step where the sides part, where that is one.
        var step: String?
    }
}
