import Facets
import Scenarios

extension RunReader {
    /// Header, plan and journal.
    ///
    /// - Throws: `ArchiveError` when a number comes twice, or the journal speaks of what was not planned.
    package func contents() throws -> RunContents {
        var contents = RunContents(
            header: try header(), scenarios: [:], planned: [], journal: [], ended: [:], notes: [])
        try readPlan(into: &contents)
        try readJournal(into: &contents)
        return contents
    }

    private func readPlan(into contents: inout RunContents) throws {
        var numbers: Set<Int> = []
        let cells = Set(contents.header.cells.map(\.name))
        for (index, line) in try lines("plan.jsonl", limit: RunLimits.plan, of: PlanLine.self).enumerated() {
            switch (line.scenario, line.trial) {
            case (let scenario?, nil):
                // The judge's requests may plan a scenario again; it must then be the same one.
                guard contents.scenarios[scenario.id].map({ $0 == scenario }) ?? true else {
                    throw damaged("plan.jsonl", index, "the scenario \(shown(scenario.id)) comes twice and differs")
                }
                contents.scenarios[scenario.id] = scenario
            case (nil, let trial?):
                guard (1...RunLimits.trials).contains(trial.number) else {
                    throw damaged("plan.jsonl", index, "a trial has the number \(trial.number)")
                }
                guard numbers.insert(trial.number).inserted else {
                    throw damaged("plan.jsonl", index, "trial \(trial.number) comes twice")
                }
                guard contents.scenarios[trial.scenario] != nil else {
                    throw damaged("plan.jsonl", index, "trial \(trial.number) has an unknown scenario")
                }
                guard cells.contains(trial.cell) else {
                    throw damaged(
                        "plan.jsonl", index, "trial \(trial.number) is of an unknown cell, \(shown(trial.cell))")
                }
                contents.planned.append(trial)
            default: throw damaged("plan.jsonl", index, "it is neither one scenario nor one trial")
            }
        }
        contents.planned.sort { $0.number < $1.number }
    }

    private func readJournal(into contents: inout RunContents) throws {
        let planned = Set(contents.planned.map(\.number))
        let sets = try root.folder("sets")
        contents.journal = try lines("journal.jsonl", limit: RunLimits.journal, of: JournalEntry.self)
        for (index, entry) in contents.journal.enumerated() {
            guard planned.contains(entry.trial) else {
                throw damaged("journal.jsonl", index, "trial \(entry.trial) was not planned")
            }
            // A trial that is begun again is not ended any more.
            guard entry.what == .ended else {
                contents.ended[entry.trial] = nil
                continue
            }
            guard contents.ended.updateValue(entry, forKey: entry.trial) == nil else {
                throw damaged("journal.jsonl", index, "trial \(entry.trial) ends twice")
            }
            guard entry.outcome != nil else {
                throw damaged("journal.jsonl", index, "trial \(entry.trial) ends without an outcome")
            }
            if let digest = entry.set {
                guard RunPaths.isDigest(digest) else {
                    throw damaged("journal.jsonl", index, "the name of a facet set is not a digest")
                }
                // Only the journal is synced: after a power cut the set behind it may be missing.
                if sets?.holds(digest) != true {
                    contents.ended[entry.trial] = nil
                    contents.notes.append("trial \(entry.trial) counts as not run: its facet set is missing")
                }
            }
        }
        for name in ["plan.jsonl", "journal.jsonl", "measures.jsonl"] where try wholeLength(of: name) != nil {
            contents.notes.append("the torn last line of \(name) was dropped")
        }
    }

    private func damaged(_ name: String, _ index: Int, _ why: String) -> ArchiveError {
        root.damaged(name, "line \(index + 1): \(why)")
    }

    private func shown(_ text: String) -> String { "\"\(Escaping.text(text, limit: 80))\"" }
}
