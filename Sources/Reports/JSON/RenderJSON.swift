import Facets
import Judgement
import Recordings

/// The report as the one object that `--json` prints (design, "What programs may rely on"), with a line feed.
///
/// Fields are added, never changed. With one cell its roles and trials stand at the top, too.
package func renderJSON(_ input: ReportInput) -> String {
    let judged = input.judged
    let cells = judged.cells.map { cell in
        members(cell, of: input.cells.first { $0.name == cell.cell })
    }
    var top: [String: JSONValue] = [
        "run": .string(input.run), "verdict": .string(judged.verdict.rawValue), "verdicts": verdicts(judged.verdicts),
        "exit": .integer(Int64(judged.exit)), "policy": .string(input.policy),
        "cells": .array(cells.map(JSONValue.object)),
        "findings": .array(judged.findings.map(value)),
        "timings": .array(judged.timings.filter { $0.unit == "nanoseconds" }.map(value)),
        "footprint": .array(judged.timings.filter { $0.unit != "nanoseconds" }.map(value)),
        "leaks": .array(judged.leaks.map(value)), "notCompared": .strings(judged.notCompared),
        "applied": .object(judged.applied.mapValues { .count($0) }),
        "hidden": .array(judged.hidden.map(value)),
        "compared": .object([
            "scenarios": .count(judged.compared.scenarios), "facets": .count(judged.compared.facets),
        ]),
        "requests": .array(judged.requests.map(value)), "archive": .string(input.archive),
        "version": .string(input.version), "seed": .string(String(input.seed)), "asOf": .string(input.asOf),
        "host": .object(Dictionary(input.host.map { ($0.name, .string($0.value)) }) { first, _ in first }),
    ]
    if let plan = judged.timing.plan { top["timing"] = value(judged.timing, plan) }
    if !input.coverage.isEmpty {
        top["coverage"] = coverageRows(input.coverage)
        top["coverageLost"] = coverageLosses(input.coverage)
    }
    if let page = input.page { top["page"] = .string(page) }
    if let only = cells.first, cells.count == 1 {
        for key in ["baseline", "candidate", "reference", "trials"] { top[key] = only[key] }
    }
    return JSONValue.object(top).text + "\n"
}

private func members(_ cell: CellJudged, of reported: ReportedCell?) -> [String: JSONValue] {
    let trials = cell.trials
    var all: [String: JSONValue] = [
        "cell": .string(cell.cell), "verdicts": verdicts(cell.verdicts),
        "trials": .object([
            "planned": .count(trials.planned), "recorded": .count(trials.recorded), "hung": .count(trials.hung),
            "unsupported": .count(trials.unsupported), "infrastructure": .count(trials.infrastructure),
            "dropped": .count(trials.dropped),
        ]),
    ]
    all["baseline"] = reported.map { value($0.baseline) }
    all["candidate"] = reported.map { value($0.candidate) }
    all["reference"] = reported?.reference.map(value)
    all["setup"] = reported?.setup.map { .string($0) }
    if let lines = reported?.confounders, !lines.isEmpty { all["confounders"] = .strings(lines) }
    return all
}

/// Every aspect, judged or not.
private func verdicts(_ verdicts: [Aspect: Verdict]) -> JSONValue {
    .object(
        Dictionary(
            uniqueKeysWithValues: Aspect.allCases.map {
                ($0.rawValue, .string((verdicts[$0] ?? .notJudged).rawValue))
            }))
}

private func value(_ contender: ContenderIdentity) -> JSONValue {
    var all: [String: JSONValue] = [
        "name": .string(contender.name), "family": .string(contender.family),
        "release": contender.release.map(JSONValue.string) ?? .null, "path": .string(contender.path),
        "sha256": .string(contender.sha256), "version": .string(contender.version),
        "configuration": contender.configuration.map {
            .object(["path": .string($0.path), "sha256": .string($0.sha256)])
        } ?? .null,
        "parts": .array(
            contender.parts.map {
                .object([
                    "role": .string($0.role), "path": .string($0.path), "sha256": .string($0.sha256),
                    "version": .string($0.version),
                ])
            }),
    ]
    if let info = contender.info { all["info"] = .string(info) }
    if let changes = contender.configuration?.changes { all["changes"] = .strings(changes) }
    if let lines = contender.unread { all["unread"] = .strings(lines) }
    return .object(all)
}

func value(_ finding: Finding) -> JSONValue {
    func counts(_ counts: [Int]) -> JSONValue { .array(counts.map { .count($0) }) }
    var seen = ["baseline": counts(finding.seen.baseline), "candidate": counts(finding.seen.candidate)]
    seen["reference"] = finding.seen.reference.map(counts)
    var all: [String: JSONValue] = [
        "id": .string(finding.id), "class": .string(finding.class.rawValue),
        "severity": .string(finding.severity.rawValue), "blocks": .bool(finding.blocks),
        "rule": .string(finding.rule), "odd": .string(finding.odd), "cells": .strings(finding.cells),
        "drivers": .strings(finding.drivers), "scenarios": .strings(finding.scenarios),
        "seen": .object(seen),
        "facet": .string(finding.facet), "component": .string(finding.component), "owner": .string(finding.owner),
        "question": .string(finding.question), "baseline": .string(finding.baseline),
        "candidate": .string(finding.candidate),
        "firstDivergence": .object([
            "scenario": .string(finding.firstDivergence.scenario), "step": .string(finding.firstDivergence.step),
        ]),
        "rerun": .string(finding.rerun), "evidence": .strings(finding.evidence),
    ]
    all["rerunWithoutArchive"] = finding.rerunWithoutArchive.map(JSONValue.string)
    all["ledger"] = finding.ledger.map(JSONValue.string)
    let trials = [
        "baseline": finding.trials.baseline, "candidate": finding.trials.candidate,
        "reference": finding.trials.reference,
    ].compactMapValues { $0 }
    if !trials.isEmpty { all["trials"] = .object(trials.mapValues { .count($0) }) }
    all["reference"] = finding.reference.map(JSONValue.string)
    all["escalation"] = finding.escalation.map(JSONValue.string)
    all["waived"] = .bool(finding.isWaived)
    all["private"] = .bool(finding.isPrivate)
    return .object(all)
}

func value(_ timing: Timing) -> JSONValue {
    var all: [String: JSONValue] = [
        "cell": .string(timing.cell), "scenario": .string(timing.scenario), "measure": .string(timing.measure),
        "gating": .bool(timing.gating), "ratio": .number(timing.ratio), "low": .number(timing.low),
        "high": .number(timing.high), "floor": .number(timing.floor), "answer": .string(timing.answer),
        "blocks": .count(timing.blocks),
        "minimumDetectable": timing.minimumDetectable.map(JSONValue.number) ?? .null,
        "baselineMedian": .number(timing.baselineMedian), "candidateMedian": .number(timing.candidateMedian),
        "unit": .string(timing.unit),
    ]
    all["blocksNeeded"] = timing.blocksNeeded.map(JSONValue.count)
    if !timing.explainedBy.isEmpty { all["explainedBy"] = .strings(timing.explainedBy) }
    if let baseline = timing.baselineShape, let candidate = timing.candidateShape {
        all["shape"] = .object(["baseline": value(baseline), "candidate": value(candidate)])
    }
    return .object(all)
}

/// Also of an explanation.
func value(_ hidden: Hidden) -> JSONValue {
    .object([
        "by": .string(hidden.by), "because": .string(hidden.because), "cell": .string(hidden.cell),
        "scenario": .string(hidden.scenario), "facet": .string(hidden.facet), "baseline": .string(hidden.baseline),
        "candidate": .string(hidden.candidate),
    ])
}

private func value(_ leak: Leak) -> JSONValue {
    .object([
        "cell": .string(leak.cell), "role": .string(leak.role), "contender": .string(leak.contender),
        "scenario": .string(leak.scenario), "kind": .string(leak.kind), "identity": .string(leak.identity),
        "trials": .count(leak.trials),
    ])
}

private func value(_ request: TrialRequest) -> JSONValue {
    .object([
        "cell": .string(request.cell), "scenario": .string(request.scenario), "eachSide": .count(request.eachSide),
        "round": .count(request.round), "cause": .string(request.cause),
    ])
}
