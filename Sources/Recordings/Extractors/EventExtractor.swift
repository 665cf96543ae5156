import Facets
import Scenarios

/// The events that the shim published: for each subject in their order, each with its payload.
///
/// Between subjects no order is fixed, so only `run/events` holds all of them, and it is never compared. The number of
/// out-of-memory events is not fixed, nor their place before or after the exit: they are left out of the lists.
struct EventExtractor: GeneralExtractor {
    private struct Event {
        var number: Int
        var topic: String
        var record: EventRecord
        var fields: Result<[Wire.Field], Wire.Fault>
        var table: EventTables.Table?
    }

    private static let outOfMemory = "tasks/oom"
    /// How many events of a trial are listed.
    private static let listLimit = 1000

    func extract(from reading: Reading, into draft: inout Draft) {
        var bySubject: [String: [Event]] = [:]
        var all: [FacetValue] = []
        var stray: [FacetValue] = []
        for observation in reading.recording.observations {
            guard case .event(let record) = observation.what else { continue }
            let event = Event(
                number: observation.number, topic: Self.topic(record.topic), record: record,
                fields: Wire.fields(of: record.body.bytes), table: EventTables.table(ofType: record.type))
            if all.count < Self.listLimit { all.append(.text(event.topic)) }
            if let subject = subject(of: event, reading) {
                bySubject[subject, default: []].append(event)
            } else if stray.count < Self.listLimit {
                stray.append(.text(event.topic))
            }
        }
        draft.set(FacetPath("run", "events"), .seen(.list(all)))
        draft.set(FacetPath("run", "stray-events"), .seen(.bag(of: stray)))
        // Every subject whose events were due, whether any came or not.
        for subject in reading.processes.union(bySubject.keys) {
            let lives = Self.lives(bySubject[subject] ?? [])
            if reading.isRepeated(subject) {
                for (time, life) in lives.enumerated() { show(life, of: subject, [time], reading, &draft) }
            } else {
                show(lives.flatMap { $0 }, of: subject, [], reading, &draft)
            }
        }
    }

    private func subject(of event: Event, _ reading: Reading) -> String? {
        guard case .success(let fields) = event.fields else { return nil }
        let exec = event.table?.exec.map { fields.text($0) } ?? ""
        return reading.subject(container: fields.text(1), exec: exec)
    }

    /// One list for each process that bore the name: a new one begins where it is created again.
    private static func lives(_ events: [Event]) -> [[Event]] {
        var lives: [[Event]] = []
        for event in events {
            if lives.isEmpty || event.topic == "tasks/create" || event.topic == "tasks/exec-added" {
                lives.append([event])
            } else {
                lives[lives.count - 1].append(event)
            }
        }
        return lives
    }

    private func show(
        _ events: [Event], of subject: String, _ iteration: [Int], _ reading: Reading, _ draft: inout Draft
    ) {
        let path = FacetPath(subject, "events")
        let topics = events.filter { $0.topic != Self.outOfMemory }.prefix(Self.listLimit).map {
            FacetValue.text($0.topic)
        }
        draft.set(path, .seen(.list(topics)), iteration: iteration)
        let isOutOfMemory = events.contains { $0.topic == Self.outOfMemory }
        draft.set(path.appending("oom"), isOutOfMemory ? .seen(.bool(true)) : .absent, iteration: iteration)
        var counts: [String: Int] = [:]
        for event in events {
            let count = counts[event.topic, default: 0] + 1
            counts[event.topic] = count
            // The first eight of a kind tell what there is to tell.
            guard count == 1 || (count <= 8 && event.topic != Self.outOfMemory) else { continue }
            let name = count == 1 ? event.topic : "\(event.topic)#\(count)"
            for facet in facets(of: event, reading) {
                draft.set(path.appending(name).appending(FacetPath(facet.path)), facet.state, iteration: iteration)
            }
        }
        for (topic, count) in counts {
            draft.set(path.appending(topic, "count"), .seen(.integer(Int64(count))), iteration: iteration)
        }
    }

    private func facets(of event: Event, _ reading: Reading) -> MessageReader.Facets {
        let record = event.record
        let published = reading.clock.kind(seconds: record.publishedSeconds, nanos: Int64(record.publishedNanos))
        var facets: MessageReader.Facets = [
            (["namespace"], .seen(MessageReader.text(Array(record.namespace.utf8), reading.names))),
            (["type"], .seen(MessageReader.text(Array(record.type.utf8), reading.names))),
            (["published"], .seen(.text(published))),
        ]
        let reader = MessageReader(names: reading.names, clock: reading.clock, number: event.number)
        if let table = event.table, case .success(let fields) = event.fields {
            facets += reader.read(fields, table.message)
        }
        return facets
    }

    /// The topic without its leading slash; one that has none stays apart from one that has.
    private static func topic(_ text: String) -> String {
        let text = String(text.prefix(256))
        return text.hasPrefix("/") && text.count > 1 ? String(text.dropFirst()) : "bare:" + text
    }
}
