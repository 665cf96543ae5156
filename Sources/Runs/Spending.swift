package import Archives
import Recordings

/// Where the time of a run went, from its recordings.
package struct Spending: Sendable, Hashable {
    /// A part of every trial.
    package enum Part: String, Sendable, Hashable, CaseIterable {
        /// Folders, cgroup and the look at the host before.
        case preparation
        /// The scenario's steps.
        case steps
        /// Deleting, shutting down, waiting for the shim to go.
        case tearDown = "tear-down"
        /// The look at the host after, and removing what was left.
        case cleaning
    }

    /// The trials of one scenario.
    package struct OfScenario: Sendable, Hashable {
        package var scenario: String
        package var trials: Int
        /// All of them together.
        package var nanoseconds: UInt64
    }

    /// Every scenario, what took longest first.
    package private(set) var scenarios: [OfScenario]
    /// The whole run's trials by part, nanoseconds.
    package private(set) var parts: [Part: UInt64]

    /// Reads what a run's trials took; those without a recording (unsupported, dropped) took nothing.
    ///
    /// - Throws: An `ArchiveError` when a recording can't be read.
    package init(_ reader: RunReader) throws {
        let contents = try reader.contents()
        var byScenario: [String: OfScenario] = [:]
        parts = [:]
        for trial in contents.planned {
            switch contents.ended[trial.number]?.outcome {
            case .recorded, .hung: break
            default: continue
            }
            let spent = Self.parts(of: try reader.observations(of: trial.number))
            parts.merge(spent) { $0 + $1 }
            var all = byScenario[trial.scenario] ?? OfScenario(scenario: trial.scenario, trials: 0, nanoseconds: 0)
            all.trials += 1
            all.nanoseconds += spent.values.reduce(0, +)
            byScenario[trial.scenario] = all
        }
        scenarios = byScenario.values.sorted { ($1.nanoseconds, $0.scenario) < ($0.nanoseconds, $1.scenario) }
    }

    /// What the parts of one trial took; they follow one another without a gap.
    static func parts(of observations: [Observation]) -> [Part: UInt64] {
        guard let first = observations.first?.at, let last = observations.last?.at else { return [:] }
        let steps = observations.filter { $0.step.map { !$0.isTearDown } ?? false }
        let begin = steps.first?.at ?? first
        let end = max(begin, steps.last?.at ?? begin)
        let look = observations.last {
            if case .host(let difference) = $0.what { difference.moment == "before-clean" } else { false }
        }
        let clean = max(end, look?.at ?? last)
        return [
            .preparation: begin &- min(begin, first), .steps: end - begin, .tearDown: clean - end,
            .cleaning: max(clean, last) - clean,
        ]
    }
}

extension StepReference {
    /// Whether it is a step of the tear-down, which no scenario states.
    fileprivate var isTearDown: Bool { name.last?.hasPrefix("down.") == true }
}
