import Facets
package import Recordings

/// What Kata's management endpoint said in a trial: how each question ended, and what its metrics offer.
package struct EndpointExtractor: Extractor {
    package let name = "kata-endpoint"

    package init() {}

    package func extract(from recording: Recording, into derived: inout Derived) {
        var died: Set<StepReference> = []
        var lived: Set<StepReference> = []
        for observation in recording.observations {
            guard case .mark(let mark) = observation.what, let step = observation.step else { continue }
            if mark == "shim-died" { died.insert(step) }
            if mark == "shim-lives" { lived.insert(step) }
        }
        for observation in recording.observations {
            guard case .call(let call) = observation.what, call.service == "kumite", call.method == "http" else {
                continue
            }
            let words = String(decoding: call.request.bytes.prefix(1024), as: UTF8.self)
                .split(separator: " ", maxSplits: 1).map(String.init)
            guard words.count == 2 else { continue }
            let survived = observation.step.flatMap { died.contains($0) ? false : lived.contains($0) ? true : nil }
            let asked = EndpointCall(EndpointRequest(words[0], words[1]), call.outcome.atEndpoint, survived: survived)
            for facet in asked.facets(below: FacetPath("host", "management")) {
                derived.facets[facet.path] = facet.state
            }
            guard words[1] == "/metrics", case .answered(let answer) = asked.outcome, answer.status == 200 else {
                continue
            }
            let metrics = Exposition(answer.body)
            for facet in metrics.facets(below: FacetPath("host", "metrics")) {
                derived.facets[facet.path] = facet.state
            }
        }
    }
}

extension CallOutcome {
    /// What it was for the one who asked an endpoint.
    fileprivate var atEndpoint: EndpointCall.Outcome {
        switch self {
        case .answered(let bytes): EndpointCall.outcome(of: bytes.bytes, timedOut: false)
        case .timedOut: .hung
        case .broken: .closed
        case .refused(_, let message, _): .absent(message)
        }
    }
}
