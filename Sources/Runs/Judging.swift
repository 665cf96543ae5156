package import Archives
import Documents
import Facets
package import Judgement
import Matrices
package import Policies
import Recordings
import Scenarios

/// Reads an archive as the judge's input; the same for a run that has just ended and for one of last year.
package enum Judging {
    /// The judge's answer on what is in the run folder.
    ///
    /// - Parameter policy: By which terms, if not by those of the run.
    /// - Throws: An `ArchiveError` when it can't be read.
    package static func judged(_ reader: RunReader, policy: Policy? = nil) throws -> Judged {
        judged(try input(reader, policy: policy))
    }

    /// The judge's answer on what was read of a run.
    package static func judged(_ input: JudgementInput) -> Judged {
        judge(input, catalogue: .shim) { scenario, facets in
            expectations(of: scenario, in: facets)
        }
    }

    /// All that the judge reads of a run.
    ///
    /// - Parameters:
    ///   - policy: By which terms, if not by those of the run.
    ///   - terms: The options that name those terms on a command line.
    ///   - contents: What the run folder holds, where that was read already.
    package static func input(
        _ reader: RunReader, policy: Policy? = nil, terms: [String] = [], contents: RunContents? = nil
    ) throws -> JudgementInput {
        let contents = try contents ?? reader.contents()
        let measures = try reader.measures()
        var sets: [String: FacetSet] = [:]
        let elapsed = contents.elapsedNanoseconds
        let trials = try contents.planned.compactMap { planned -> JudgedTrial? in
            guard let entry = contents.ended[planned.number], let outcome = entry.outcome else { return nil }
            var facets = FacetSet()
            if let name = entry.set {
                facets = try sets[name] ?? reader.facets(named: name)
                sets[name] = facets
            }
            let line = measures[planned.number]
            return JudgedTrial(
                number: planned.number, cell: planned.cell, role: planned.role, scenario: planned.scenario,
                round: planned.round, outcome: JudgedTrial.Outcome(outcome, why: entry.why ?? ""), facets: facets,
                measures: line?.measures ?? [], evidence: line?.evidence ?? [], isTimed: planned.isTimed,
                block: planned.block, elapsedNanoseconds: elapsed[planned.number] ?? 0)
        }
        let cells = try contents.header.cells.map { try $0.definition.decoded(as: Cell.self) }
        var input = JudgementInput(
            cells: cells.map(JudgedCell.init), scenarios: contents.scenarios.values.sorted { $0.id < $1.id },
            trials: trials, policy: try policy ?? contents.header.policy?.decoded(as: Policy.self) ?? .standard,
            asOf: contents.header.asOf, rerunPrefix: RerunCommand.prefix(contents.header.arguments),
            archive: reader.path, terms: terms, contenders: try contenders(contents.header),
            planned: contents.planned.reduce(into: [:]) { $0[$1.cell, default: 0] += 1 },
            architecture: contents.header.host.architecture, budgetNanoseconds: contents.header.budgetNanoseconds,
            blockLimit: contents.header.blockLimit, seed: contents.header.seed)
        input.configurations = configurations(contents.header, cells)
        let counting = cells.flatMap(\.contenders).filter { $0.contender.coverage != nil }.map(\.contender.name)
        if !counting.isEmpty {
            // Counting takes time: what is slow may be the counters.
            input.policy.gates = []
            input.notes.append(
                "timing is not judged: \(Set(counting).sorted().joined(separator: ", ")) counts what it runs")
        }
        input.notes += standInNotes(cells, input.policy)
        input.coverage = Dictionary(
            try Covering.cells(cells, of: reader, input).map { ($0.cell, $0.judged) }
        ) { first, _ in first }
        return input
    }

    /// What can't be said of shims that were run before a stand-in guest.
    private static func standInNotes(_ cells: [Cell], _ policy: Policy) -> [String] {
        let names = Set(cells.flatMap(\.contenders).map(\.contender).filter(\.hasStandin).map(\.name)).sorted()
        guard !names.isEmpty else { return [] }
        let paths = policy.library.criticalPaths.filter(\.needsVM).map(\.id).sorted()
        let list = paths.joined(separator: ", ")
        let unreached = paths.isEmpty ? "" : "; critical paths that a remote hypervisor does not reach: \(list)"
        return [
            "stand-in guest, no VM, before \(names.joined(separator: ", ")): nothing of a VM, its monitor and its agent is "
                + "judged, nor a time that contains one\(unreached)"
        ]
    }

    /// What the contenders of a run were configured with, each once.
    private static func configurations(_ header: RunHeader, _ cells: [Cell]) -> [KnownConfiguration] {
        var known: [String: KnownConfiguration] = [:]
        for (archived, cell) in zip(header.cells, cells) {
            for (role, contender) in cell.contenders where known[contender.name] == nil {
                let settings = archived.identities[role.rawValue]?.configuration?.settings
                known[contender.name] = KnownConfiguration(
                    contender: contender.name, path: contender.config, keys: settings?.keys,
                    annotations: settings?.annotations ?? [])
            }
        }
        return known.values.sorted { $0.contender < $1.contender }
    }

    /// Who the contenders of a run are, with what was found to stand behind them.
    package static func contenders(_ header: RunHeader) throws -> [KnownContender] {
        try header.cells.flatMap { archived in
            try archived.definition.decoded(as: Cell.self).contenders.map { role, contender in
                KnownContender(contender, archived.identities[role.rawValue])
            }
        }
    }
}

extension RunContents {
    /// From the begin of each trial to its end.
    fileprivate var elapsedNanoseconds: [Int: UInt64] {
        var begun: [Int: UInt64] = [:]
        return journal.reduce(into: [:]) { elapsed, entry in
            switch entry.what {
            case .begun: begun[entry.trial] = entry.atWallNanoseconds
            case .failed: begun[entry.trial] = nil
            case .ended:
                guard let start = begun[entry.trial], start < entry.atWallNanoseconds else { return }
                elapsed[entry.trial] = entry.atWallNanoseconds - start
            }
        }
    }
}

extension JudgedTrial.Outcome {
    fileprivate init(_ outcome: TrialOutcome, why: String) {
        self =
            switch outcome {
            case .recorded: .recorded
            case .hung: .hung
            case .unsupported: .unsupported(why: why)
            case .infrastructure: .infrastructure(why: why)
            case .dropped: .dropped(why: why)
            }
    }
}

extension KnownContender {
    /// - Parameter identity: What was found to stand behind the contender.
    fileprivate init(_ contender: Contender, _ identity: ContenderIdentity?) {
        func program(_ path: String, _ version: String?) -> Program {
            Program(name: path.split(separator: "/").last.map(String.init) ?? path, version: version ?? "")
        }
        let parts = identity?.parts ?? []
        let runtime = parts.first { $0.role == "runtime" }
        self.init(
            name: contender.name, family: contender.family, release: contender.release,
            shim: program(contender.shim, identity?.version),
            runtime: (runtime?.path ?? contender.runtime).map { program($0, runtime?.version) },
            parts: parts.filter { $0.role != "runtime" }.map { program($0.path, $0.version) },
            hypervisor: contender.hypervisor)
    }
}

extension JudgedCell {
    fileprivate init(_ cell: Cell) {
        self.init(
            name: cell.name, driver: cell.driver, view: cell.view.rawValue, baseline: cell.baseline.name,
            candidate: cell.candidate.name, reference: cell.reference?.name, baselineLacks: cell.baseline.lacks,
            candidateLacks: cell.candidate.lacks, referenceSpeaksFor: cell.reference?.speaksFor ?? [])
    }
}
