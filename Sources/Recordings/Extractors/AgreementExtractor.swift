import Facets

/// Whether wait, exit event, state and delete tell one exit status of a process: `agree`, or who says what.
///
/// Where fewer than two of them told anything, there was nothing to hold against each other: not reached.
struct AgreementExtractor: GeneralExtractor {
    func extract(from reading: Reading, into draft: inout Draft) {
        var told: [String: [String: Set<UInt64>]] = [:]
        for run in reading.runs {
            guard case .answered(let answer)? = run.primary?.call.outcome,
                let method = run.primary?.call.method,
                case .success(let fields) = Wire.fields(of: answer.bytes)
            else { continue }
            switch method {
            case "Wait": told[run.reference.subject, default: [:]]["wait", default: []].insert(fields.varint(1) ?? 0)
            case "Delete":
                told[run.reference.subject, default: [:]]["delete", default: []].insert(fields.varint(2) ?? 0)
            case "State" where fields.varint(4) == 3:
                told[run.reference.subject, default: [:]]["state", default: []].insert(fields.varint(9) ?? 0)
            default: continue
            }
        }
        for observation in reading.recording.observations {
            guard case .event(let event) = observation.what, event.topic == "/tasks/exit",
                case .success(let fields) = Wire.fields(of: event.body.bytes),
                let subject = reading.subject(container: fields.text(1), exec: fields.text(2))
            else { continue }
            told[subject, default: [:]]["event", default: []].insert(fields.varint(4) ?? 0)
        }
        for subject in reading.processes.union(told.keys) {
            let sources = told[subject] ?? [:]
            draft.set(
                FacetPath(subject, "exit-agreement"),
                sources.count > 1 ? .seen(agreement(sources)) : .unreached(step: "\(subject)'s end"))
        }
    }

    private func agreement(_ sources: [String: Set<UInt64>]) -> FacetValue {
        guard Set(sources.values).count > 1 else { return .text("agree") }
        return .record(sources.mapValues { .bag(of: $0.map(MessageReader.integer)) })
    }
}
