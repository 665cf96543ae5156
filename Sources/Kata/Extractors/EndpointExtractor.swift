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
        let subject = Sights(recording).subject
        var faults: [FacetPath: [String]] = [:]
        var metricFaults: [String]?
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
            let place = FacetPath("host", "management").appending("\(asked.request)", "faults")
            faults[place, default: []] += rules(subject)?.faults(of: asked) ?? []
            guard words[1] == "/metrics", case .answered(let answer) = asked.outcome, answer.status == 200 else {
                continue
            }
            let metrics = Exposition(answer.body)
            for facet in metrics.facets(below: FacetPath("host", "metrics"), subject?.known?.release.language) {
                derived.facets[facet.path] = facet.state
            }
            if let (release, hypervisor) = subject?.known {
                metricFaults = MetricRules.faults(of: metrics, from: release, hypervisor)
            }
        }
        let unknown = FacetState.hidden(
            "nobody knows which of Kata's shims it is, as in a trial that is timed, or it is replaced within the trial")
        let names = NamesInPlace(recording)
        func state(_ told: [String]) -> FacetState { .seen(.bag(of: Set(told).sorted().map { names.value($0) })) }
        for (place, told) in faults { derived.facets[place] = rules(subject) == nil ? unknown : state(told) }
        if faults.keys.contains(where: { $0.components.contains("GET /metrics") }) {
            derived.facets[FacetPath("host", "metrics", "faults")] =
                subject?.known == nil ? unknown : metricFaults.map(state) ?? .unreached(step: "an answer with metrics")
        }
    }

    /// What is due of the shim; nil if nobody knows which it is.
    private func rules(_ subject: SightSubject?) -> EndpointRules? {
        guard let subject, let (release, hypervisor) = subject.known else { return nil }
        return EndpointRules(release, hypervisor, hasProfiling: subject.hasProfiling)
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
