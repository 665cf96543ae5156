import Scenarios

/// In how many scenarios a cause that many share is settled by fresh trials; what is found there holds for the others.
///
/// Without it one cause in all of 81 scenarios asked for 16 trials in each.
private let scenariosPerCause = 3

/// Takes what fresh trials settled in one scenario for settled wherever the same is suspected: one facet pattern, one
/// component, and the same two values, each side showing always its own.
func settleTogether(_ judged: inout [BoutJudged]) {
    var known: [String: Draft] = [:]
    for bout in judged where bout.bout.settlings > 0 {
        for draft in bout.drafts where draft.class.isSettled { known[draft.id] = known[draft.id] ?? draft }
    }
    guard !known.isEmpty else { return }
    for index in judged.indices {
        var open: [Suspicion] = []
        for suspicion in judged[index].suspicions {
            if suspicion.isClean, let draft = known[suspicion.draft.id] {
                judged[index].drafts.append(suspicion.draft.settled(like: draft))
            } else {
                open.append(suspicion)
            }
        }
        judged[index].suspicions = open
    }
}

/// The fresh trials that settle what is still suspected: of every cause in a few of its scenarios, the first by name.
func requests(for judged: [BoutJudged]) -> [TrialRequest] {
    var asked: [String: Int] = [:]
    var requests: [TrialRequest] = []
    func ask(_ bout: BoutJudged) {
        guard let request = request(for: bout.suspicions.map(\.text), of: bout.bout) else { return }
        requests.append(request)
        for cause in Set(bout.suspicions.map(\.draft.id)) { asked[cause, default: 0] += 1 }
    }
    // What is not clean, or was asked for once and not settled, only the scenario's own trials can settle.
    let alone = judged.filter { bout in bout.bout.settlings > 0 || bout.suspicions.contains { !$0.isClean } }
    for bout in alone { ask(bout) }
    let names = Set(alone.map(\.bout.scenario.id))
    for bout in judged where !names.contains(bout.bout.scenario.id) {
        if bout.suspicions.contains(where: { asked[$0.draft.id, default: 0] < scenariosPerCause }) { ask(bout) }
    }
    return requests
}

extension Draft {
    /// The same difference with what was settled of it elsewhere.
    fileprivate func settled(like other: Draft) -> Draft {
        var draft = self
        draft.class = other.class
        draft.severity = max(severity, other.severity)
        draft.odd = other.odd
        draft.rule = "\(other.rule); settled by fresh trials of \(other.scenario), which shows the same"
        return draft
    }
}

extension FindingClass {
    /// Whether fresh trials have decided it.
    fileprivate var isSettled: Bool {
        switch self {
        case .regression, .divergence, .improvement, .sharedDefect: true
        case .unsupported, .flaky, .newNoise, .intermittent, .staleLedger, .notSeenAgain: false
        }
    }
}
