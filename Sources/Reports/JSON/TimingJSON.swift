import Judgement

/// How timing was judged: the plan, the copy of the baseline, alarms, and why it is unfit or undecided.
func value(_ timing: TimingJudged, _ plan: TimingPlan) -> JSONValue {
    var members: [String: JSONValue] = [
        "plan": .object([
            "eachSide": .count(plan.eachSide), "blocks": .count(plan.blocks), "comparisons": .count(plan.comparisons),
            "detectable": .number(plan.detectable), "margin": .number(plan.margin), "floor": .number(plan.floor),
            "error": .number(plan.error), "nanoseconds": .integer(Int64(clamping: plan.nanoseconds)),
            "budgetNanoseconds": plan.budgetNanoseconds.map { .integer(Int64(clamping: $0)) } ?? .null,
            "refused": .bool(plan.refusal != nil), "text": .string(plan.text),
        ]),
        "copies": .array(timing.copies.map(value)), "reasons": .strings(timing.reasons),
        "requests": .array(
            timing.requests.map {
                .object([
                    "cell": .string($0.cell), "scenario": .string($0.scenario), "first": .count($0.first),
                    "blocks": .count($0.blocks), "eachSide": .count($0.eachSide), "cause": .string($0.cause),
                ])
            }),
    ]
    if let alarms = timing.alarms {
        members["alarms"] = .object([
            "relabellings": .count(alarms.relabellings), "alarms": .count(alarms.alarms),
            "bound": .number(alarms.bound),
        ])
    }
    return .object(members)
}

/// The shape of one side's times.
func value(_ shape: TimingShape) -> JSONValue {
    var members: [String: JSONValue] = [
        "values": .count(shape.values), "longest": .number(shape.longest), "stalls": .count(shape.stalls),
        "stallBound": .number(shape.stallBound),
        "percentile95": shape.percentile95.map(JSONValue.number) ?? .null,
        "percentile99": shape.percentile99.map(JSONValue.number) ?? .null,
    ]
    if let humps = shape.humps {
        members["humps"] = .object([
            "low": .number(humps.low), "high": .number(humps.high), "share": .number(humps.share),
        ])
    }
    return .object(members)
}
