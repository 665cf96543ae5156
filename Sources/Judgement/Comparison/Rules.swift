import Facets
import Policies
import Recordings
import Scenarios

/// What a judgement goes by, besides the trials.
struct Rules: Sendable {
    var policy: Policy
    var asOf: String
    let repeating: RepeatCommands
    /// By name.
    var contenders: [String: KnownContender]
    /// What of a scenario's own demands is not met.
    var stated: UnmetReader
    var ledger: Ledger
    /// The scenarios by their ids.
    let scenarios: [String: Scenario]
    private var catalogue: Catalogue

    init(_ input: JudgementInput, catalogue: Catalogue, unmet: @escaping UnmetReader) {
        policy = input.policy
        asOf = input.asOf
        repeating = RepeatCommands(input)
        stated = unmet
        contenders = input.knownContenders
        ledger = Ledger(
            input.policy.ledger, of: contenders.values.sorted { $0.name < $1.name }, asOf: input.asOf)
        scenarios = Dictionary(input.scenarios.map { ($0.id, $0) }) { first, _ in first }
        self.catalogue = catalogue
    }

    /// What breaks the contract: the scenario's demands that are not met, and what is a fault whatever it demands.
    func unmet(_ scenario: Scenario, _ facets: FacetSet) -> [Unmet] {
        let stated = stated(scenario, facets)
        let paths = Set(stated.map(\.path))
        return stated + faults(in: facets, by: catalogue).filter { !paths.contains($0.path) }
    }

    /// What the catalogue says of a facet; one that it doesn't know is compared as a plain value.
    func family(of path: FacetPath) -> FacetFamily {
        if let entry = catalogue.entry(for: path) { return FacetFamily(entry) }
        if path == GraveSign.hungTrial { return .hungTrial }
        return .unknown
    }
}

/// What the judge needs to know of a family of facets.
struct FacetFamily: Sendable, Hashable {
    var comparison: CatalogueEntry.Comparison
    var severity: Severity
    var component: String
    var isKnown: Bool
    /// Whether each time it is one plain value, so that a bag of them holds what came of each time under `repeat`.
    var isPlain: Bool

    init(_ entry: CatalogueEntry) {
        self.init(
            comparison: entry.comparison, severity: entry.severity, component: entry.component,
            isPlain: ["bool", "integer", "text"].contains(entry.kind))
    }

    private init(
        comparison: CatalogueEntry.Comparison, severity: Severity, component: String, isKnown: Bool = true,
        isPlain: Bool = false
    ) {
        self.comparison = comparison
        self.severity = severity
        self.component = component
        self.isKnown = isKnown
        self.isPlain = isPlain
    }

    /// A trial that hung, where no step's facet tells it.
    static let hungTrial = FacetFamily(comparison: .exact, severity: .blocker, component: "task-api")
    /// A path that is not in the catalogue: a mistake of Kumite's, which must hide nothing.
    static let unknown = FacetFamily(
        comparison: .exact, severity: .minor, component: "uncatalogued", isKnown: false)
}
