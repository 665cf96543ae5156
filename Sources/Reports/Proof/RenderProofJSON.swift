package import Proofs

/// A proof as the one object that `kumite prove --json` prints; fields are added, never changed.
package func renderProofJSON(_ record: ProofRecord) -> String {
    var all: [String: JSONValue] = [
        "kumite": .string(record.kumite), "seed": .string(String(record.seed)), "asOf": .string(record.asOf),
        "contender": .string(record.contender), "library": .string(record.library),
        "host": .object(record.host.mapValues(JSONValue.string)),
        "rounds": .count(record.rounds), "exit": .integer(Int64(record.exit)),
        "nanoseconds": .integer(Int64(clamping: record.nanoseconds)),
        "faults": .array(record.faults.map(value)), "intermittent": .array(record.intermittent.map(value)),
        "faultFree": value(record.faultFree), "notes": .strings(record.notes),
        "rates": .object([
            "caught": value(record.caught), "rightlyClassed": value(record.rightlyClassed),
            "firstDivergenceRight": value(record.rightlyPlaced),
        ]),
    ]
    all["timing"] = record.timing.map(value)
    all["scenarios"] = record.power.map(value)
    return JSONValue.object(all).text + "\n"
}

private func value(_ outcome: FaultOutcome) -> JSONValue {
    let finding = outcome.finding
    var all: [String: JSONValue] = [
        "name": .string(outcome.name), "family": .string(outcome.family), "title": .string(outcome.title),
        "state": .string(outcome.state.rawValue),
        "caught": outcome.state == .caught ? .bool(true) : outcome.state == .missed ? .bool(false) : .null,
        "class": finding.map { .string($0.class) } ?? .null, "severity": finding.map { .string($0.severity) } ?? .null,
        "scenario": finding.map { .string($0.scenario) } ?? .null, "trials": .count(outcome.trials),
        "firstDivergenceRight": finding?.firstDivergenceRight.map(JSONValue.bool) ?? .null,
        "scenarios": .strings(outcome.scenarios), "stages": .strings(outcome.stages),
        "elsewhere": .strings(outcome.elsewhere),
    ]
    all["variant"] = outcome.variant.map(JSONValue.string)
    all["why"] = outcome.why.map(JSONValue.string)
    all["run"] = outcome.run.map(JSONValue.string)
    all["seenAfter"] = outcome.seenAfter.map(JSONValue.count)
    guard let finding else { return .object(all) }
    all["classRight"] = .bool(finding.classRight)
    all["facet"] = .string(finding.facet)
    all["step"] = .string(finding.step)
    all["verb"] = .string(finding.verb)
    all["blocks"] = .bool(finding.blocks)
    all["finding"] = .string(finding.id)
    return .object(all)
}

private func value(_ free: FaultFree) -> JSONValue {
    func cases(_ cases: [FaultFree.Case]) -> JSONValue {
        .array(cases.map { .object(["run": .string($0.run), "findings": .strings($0.findings)]) })
    }
    return .object([
        "runs": .count(free.runs), "alarms": .count(free.alarms.count), "bound": .number(free.rate.bound),
        "words": .string(free.rate.words), "over": .string(free.over), "trials": .count(free.trials),
        "unfit": .count(free.unfit), "alarmed": cases(free.alarms), "seenOnce": cases(free.seenOnce),
    ])
}

private func value(_ rate: ProofRate) -> JSONValue {
    .object([
        "hits": .count(rate.hits), "of": .count(rate.of), "low": .number(rate.low), "high": .number(rate.high),
        "atLeast": .number(rate.atLeast), "bound": .number(rate.bound), "words": .string(rate.words),
    ])
}

private func value(_ timing: TimingProof) -> JSONValue {
    var all: [String: JSONValue] = [
        "scenario": .string(timing.scenario), "blocks": .count(timing.blocks), "eachSide": .count(timing.eachSide),
        "trials": .count(timing.trials), "margin": .number(timing.margin), "floor": .number(timing.floor),
        "error": .number(timing.error), "measures": .strings(timing.measures), "run": .string(timing.run),
        "resamplings": .count(timing.resamplings), "method": .strings(timing.methodLines),
        "faults": .array(timing.faults.map(value)),
        "answers": .array(
            timing.answers.map {
                .object([
                    "fault": .string($0.fault), "measure": .string($0.measure), "percent": .count($0.percent),
                    "ratio": .number($0.ratio), "low": .number($0.low), "high": .number($0.high),
                    "answer": .string($0.answer), "blocks": .count($0.blocks),
                ])
            }),
        "power": .array(
            timing.curve.map {
                .object([
                    "fault": .string($0.fault), "measure": .string($0.measure), "percent": .count($0.percent),
                    "blocks": .count($0.blocks), "eachSide": .count($0.eachSide), "shown": .number($0.shown),
                    "caught": value($0.caught), "calledEqual": value($0.calledEqual),
                ])
            }),
    ]
    all["relabelled"] = timing.relabelled.map(value)
    return .object(all)
}

private func value(_ power: ScenarioPower) -> JSONValue {
    .object([
        "minimal": .strings(power.minimal), "spare": .strings(power.spare),
        "minimalNanoseconds": .integer(Int64(clamping: power.minimalNanoseconds)),
        "catches": .array(
            power.scenarios.map {
                .object([
                    "scenario": .string($0.scenario), "nanoseconds": .integer(Int64(clamping: $0.nanoseconds)),
                    "faults": .strings($0.faults),
                ])
            }),
    ])
}
