import Facets
import Scenarios

/// The steps of a scenario in the order in which they stand, those within others included.
struct StepOrder: Sendable {
    private let steps: [Step]
    /// In the order in which they stand.
    var all: [Step] { steps }
    private let places: [FacetPath: Int]

    init(_ scenario: Scenario) {
        var steps: [Step] = []
        var places: [FacetPath: Int] = [:]
        Self.collect(scenario.steps, into: &steps)
        for (place, step) in steps.enumerated() where places[step.path] == nil { places[step.path] = place }
        self.steps = steps
        self.places = places
    }

    /// The step that a facet belongs to: the one with the longest path that the facet's begins with.
    func step(of path: FacetPath) -> Step? {
        place(of: path).map { steps[$0] }
    }

    /// How far down the scenario a facet belongs; what belongs to no step comes after all of them.
    func rank(of path: FacetPath) -> Int {
        place(of: path) ?? steps.count
    }

    /// The facet's family of places: subject and label put aside, `*/kill/error`, so that it is the same in scenarios that
    /// name things otherwise.
    func pattern(of path: FacetPath) -> String {
        guard let step = step(of: path) else {
            guard let subject = path.components.first, !Self.fixed.contains(subject) else { return path.description }
            return FacetPath(["*"] + path.components.dropFirst()).description.replacing("\"*\"", with: "*")
        }
        let subject = step.action.subject
        let who = subject.container == nil ? subject.name : subject.exec == nil ? "*" : "*.*"
        let rest = path.components.dropFirst(step.path.components.count)
        // The shim is launched by whichever step needs it first; what the launch gave says nothing of that step.
        guard rest.first != "launch" else { return (["*", "*"] + rest.map(FacetPath.quoted)).joined(separator: "/") }
        return ([who, step.action.verb] + rest.map(FacetPath.quoted)).joined(separator: "/")
    }

    private func place(of path: FacetPath) -> Int? {
        var names = path.components
        while names.count > 1 {
            if let place = places[FacetPath(names)] { return place }
            names.removeLast()
        }
        return nil
    }

    /// Subjects that are no scenario's own.
    private static let fixed: Set<String> = ["run", "host", "cli", "pod", "shim"]

    private static func collect(_ steps: [Step], into all: inout [Step]) {
        for step in steps {
            all.append(step)
            switch step.action {
            case .concurrently(let branches): for branch in branches { collect(branch, into: &all) }
            case .repeat(_, let inner): collect(inner, into: &all)
            default: break
            }
        }
    }
}
