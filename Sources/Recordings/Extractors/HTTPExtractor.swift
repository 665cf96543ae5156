import Facets

/// What the questions by HTTP came to: the status of the answer, and whether the shim lived through it.
struct HTTPExtractor: GeneralExtractor {
    func extract(from reading: Reading, into draft: inout Draft) {
        for run in reading.runs where run.verb == "http" {
            let iteration = run.reference.iteration
            let unseen = FacetState.hidden("no shim was there, or it was not looked at")
            let survived: FacetState =
                run.marks.contains("shim-died")
                ? .seen(.bool(false)) : run.marks.contains("shim-lives") ? .seen(.bool(true)) : unseen
            // Of a step that was not reached the state of all stands already.
            guard let call = run.primary?.call else { continue }
            draft.set(run.path.appending("survived"), survived, iteration: iteration)
            guard case .answered(let bytes) = call.outcome else { continue }
            switch HTTPAnswer.read(bytes.bytes, hasEnded: true) {
            case .whole(let answer):
                draft.set(run.path.appending("status"), .seen(.integer(Int64(answer.status))), iteration: iteration)
            case .partial, .garbage:
                draft.set(run.path.appending("status"), .absent, iteration: iteration)
                draft.set(run.path.appending("malformed"), .seen(.text("no answer of HTTP")), iteration: iteration)
            }
        }
    }
}
