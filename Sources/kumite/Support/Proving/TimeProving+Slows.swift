import Documents
import Matrices
import Proofs
import Scenarios

extension TimeProving {
    /// One slow-down that is recorded, and the measures that it slows.
    struct Slow {
        var fault: Fault?
        var percent: Int
        var measures: [String]
        var contender: Contender
        /// What its blocks are made of.
        var scenario: Scenario
    }

    /// Of a scenario with more steps than this, hundreds of trials take longer than all the others together.
    private static let mostSteps = 40

    /// What is recorded: the relay against itself, then every slow-down.
    ///
    /// - Parameter scenario: The one that all are recorded in that show there.
    func slows(in scenario: Scenario) -> [Slow] {
        let all = wish.faults.filter { $0.isOfTime && $0.uncatchable == nil }.sorted { $0.name < $1.name }
        let wide = all.filter { $0.isSlowDown && Self.phases.allSatisfy(Self.slowed(by: $0).contains) }
        func slow(_ fault: Fault, _ percent: Int, _ measures: [String], _ scenario: Scenario) -> Slow {
            let wish = FaultWish(fault.name, with: percent > 0 ? ["percent": "\(percent)"] : [:])
            let name = percent > 0 ? "\(fault.slug)-\(percent)" : fault.slug
            return Slow(
                fault: fault, percent: percent, measures: measures,
                contender: ground.contender(wish, named: name), scenario: scenario)
        }
        let none = Slow(
            fault: nil, percent: 0, measures: Self.measures, contender: ground.contender(.none, named: "again"),
            scenario: scenario)
        return [none] + wide.flatMap { fault in Self.effects.map { slow(fault, $0, Self.measures, scenario) } }
            + all.filter { !wide.contains($0) }.compactMap { fault in
                guard let place = self.scenario(of: fault, or: scenario) else { return nil }
                let phases = Self.slowed(by: fault)
                let measures = phases.isEmpty ? fault.expects.facets.filter { !$0.hasPrefix("pod-") } : phases
                return slow(fault, fault.isSlowDown ? Self.due : 0, Self.names(of: measures, in: place), place)
            }
    }

    /// The names that measures have in a scenario: of several containers each has its own.
    private static func names(of measures: [String], in scenario: Scenario) -> [String] {
        guard scenario.containers.count > 1 else { return measures }
        return scenario.containers.flatMap { container in measures.map { "\(container.name)/\($0)" } }
    }

    /// The scenario in which a slow-down is recorded: the one of all if it shows it, else the fault's first that does.
    private func scenario(of fault: Fault, or usual: Scenario) -> Scenario? {
        let globs = fault.scenarios.map(Glob.init)
        if globs.contains(where: { $0.matches(scenario: usual.id) }) { return usual }
        return globs.lazy.compactMap { glob in
            ground.scenarios.filter { glob.matches(scenario: $0.id) && $0.carriedOut <= Self.mostSteps }
                .min { ($0.carriedOut, $0.id) < ($1.carriedOut, $1.id) }
        }.first.map { scenario in
            var timed = scenario
            timed.timed = true
            return timed
        }
    }

    /// The phases that a fault makes slower, by what it expects to be seen.
    static func slowed(by fault: Fault) -> [String] {
        phases.filter { phase in fault.expects.facets.contains { $0 == phase || $0 == "*" || $0 == "**" } }
    }
}

extension Scenario {
    /// How many steps are carried out.
    fileprivate var carriedOut: Int { steps.reduce(0) { $0 + $1.carriedOut } }
}

extension Step {
    fileprivate var carriedOut: Int {
        switch action {
        case .concurrently(let branches): branches.joined().reduce(0) { $0 + $1.carriedOut }
        case .repeat(let times, let inner): times * inner.reduce(0) { $0 + $1.carriedOut }
        default: 1
        }
    }
}
