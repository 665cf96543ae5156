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
            show(whole, at: path, [], reading.names, &draft)
        } else if let step = Self.step(ofTrialsOwnLook: reading) {
            draft.set(path, .unreached(step: step.path.description))
        }
        for run in reading.runs {
            guard let last = run.postures.last else { continue }
            show(last, at: run.path.appending("posture"), run.reference.iteration, reading.names, &draft)
        }
    }

    /// The step after which a trial looks by itself: the first at which a container is ready, else the first start; in
    /// a pod the first after the sandbox's.
    static func step(ofTrialsOwnLook reading: Reading) -> Step? {
        func first(_ verb: String) -> Step? {
            let all = reading.steps.map(\.step).filter { $0.action.verb == verb && $0.action.subject.exec == nil }
            return all.first { $0.action.subject.container != PodSpec.sandbox } ?? all.first
        }
        return first("ready") ?? first("start")
    }

    private func show(
        _ look: (number: Int, posture: PostureRecord), at path: FacetPath, _ iteration: [Int], _ names: Names,
        _ draft: inout Draft
    ) {
        let record = look.posture
        let places = RolePlaces(
            record.processes.map { (names.inPlace($0.role), $0.pid) },
            ages: record.processes.map { names.place(ofPid: UInt64(clamping: $0.pid), seenAt: look.number) })
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
    /// Who comes first where several share something: the sandbox, then the oldest.
    private let ranks: [Int32: Int]

    /// - Parameter roles: Roles as they are recorded, each with its pid.
    /// - Parameter ages: Of each, the number of the observation that named it; nil for one without a name, which came
    ///   after a process that has one.
    init(_ roles: [(role: String, pid: Int32)], ages: [Int?] = []) {
        let ranked = zip(roles, ages).map { role, age in
            (role.pid, role.role == Self.sandbox ? -1 : age ?? Int.max)
        }
        ranks = Dictionary(ranked) { first, _ in first }
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

    /// Which of several comes first; of equals the first in the list.
    func first(of pids: [Int32]) -> Int32? {
        pids.min { (ranks[$0] ?? Int.max) < (ranks[$1] ?? Int.max) }
    }

    private static let sandbox = ProcessRole.role(ofName: "pid:\(PodSpec.sandbox)")

    /// A role without what only tells several shims apart; bounded, as any program can give itself any name.
    static func place(of role: String) -> String {
        if role.hasPrefix("shim:") || role.isEmpty { return role.isEmpty ? "unknown" : "shim" }
        if role.hasPrefix(ProcessRole.understudy) { return String(ProcessRole.understudy.dropLast()) }
        return String(role.prefix(96))
    }
}
