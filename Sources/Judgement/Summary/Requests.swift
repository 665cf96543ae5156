import Scenarios

/// Fresh trials a side that settle a suspicion (design, "The judge", 2).
let settlingTrials = 8

/// The wish that settles all suspicions of a bout at once; nil if there are none.
func request(for suspicions: [String], of bout: Bout) -> TrialRequest? {
    guard bout.mayAsk, bout.settlings < StageCounts.stages - 1, let first = suspicions.first else { return nil }
    let more = suspicions.count > 1 ? " (and \(suspicions.count - 1) more)" : ""
    return TrialRequest(
        cell: bout.cell.name, scenario: bout.scenario.id, eachSide: settlingTrials, round: bout.settlings + 1,
        cause: bounded(first, 200) + more)
}
