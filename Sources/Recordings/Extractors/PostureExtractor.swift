import Facets
import Scenarios

/// How the trial's processes stand on the host: under `host/posture` at the trial's own look, which belongs to no step
/// of the scenario, and under `posture` of each step that looks.
struct PostureExtractor: GeneralExtractor {
    func extract(from reading: Reading, into draft: inout Draft) {
        var whole: (number: Int, posture: PostureRecord)?
        for observation in reading.recording.observations where observation.step == nil {
            if case .posture(let posture) = observation.what { whole = (observation.number, posture) }
        }
        let path = FacetPath("host", "posture")
        if let whole {
            show(whole.posture, at: path, [], reading.names, &draft)
        } else if let step = Self.step(ofTrialsOwnLook: reading) {
            draft.set(path, .unreached(step: step.path.description))
        }
        for run in reading.runs {
            guard let last = run.postures.last else { continue }
            show(last.posture, at: run.path.appending("posture"), run.reference.iteration, reading.names, &draft)
        }
    }

    /// The step after which a trial looks by itself: the first at which a container is ready, else the first start.
    static func step(ofTrialsOwnLook reading: Reading) -> Step? {
        func first(_ verb: String) -> Step? {
            reading.steps.first { $0.step.action.verb == verb && $0.step.action.subject.exec == nil }?.step
        }
        return first("ready") ?? first("start")
    }

    private func show(
        _ record: PostureRecord, at path: FacetPath, _ iteration: [Int], _ names: Names, _ draft: inout Draft
    ) {
        let places = RolePlaces(record.processes.map { (names.inPlace($0.role), $0.pid) })
        draft.set(path, .seen(.bag(of: places.names.map(FacetValue.text))), iteration: iteration)
        for (process, place) in zip(record.processes, places.names) {
            for facet in PostureFacets(process, in: record, places, names).all {
                draft.set(path.appending(place).appending(FacetPath(facet.path)), facet.state, iteration: iteration)
            }
        }
    }
}

/// The names that processes have in paths: a shim is `shim`; the second of one role is `shim#2`.
struct RolePlaces: Sendable {
    /// In the order of the processes.
    let names: [String]
    private let byPid: [Int32: String]

    /// - Parameter roles: Roles as they are recorded, each with its pid.
    init(_ roles: [(role: String, pid: Int32)]) {
        var counts: [String: Int] = [:]
        names = roles.map { role, _ in
            let place = Self.place(of: role)
            let count = counts[place, default: 0] + 1
            counts[place] = count
            return count == 1 ? place : "\(place)#\(count)"
        }
        byPid = Dictionary(zip(roles.map(\.pid), names)) { first, _ in first }
    }

    func name(of pid: Int32) -> String? { byPid[pid] }

    /// A role without what only tells several shims apart; bounded, as any program can give itself any name.
    static func place(of role: String) -> String {
        if role.hasPrefix("shim:") || role.isEmpty { return role.isEmpty ? "unknown" : "shim" }
        return String(role.prefix(96))
    }
}
