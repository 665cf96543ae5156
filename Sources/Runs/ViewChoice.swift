package import Drivers
import Facets
import Host
import Linux
package import Matrices
import Recordings
import Scenarios
import Trials

/// Picks the view that all contenders accept, by trying: one plain life-cycle of each in each view that the host offers.
///
/// Some runtimes refuse some cgroup layouts (crun 1.8 a hybrid one), and only they know which (facts on cgroups).
package struct ViewChoice: Sendable {
    /// What was found for one view.
    package struct Answer: Sendable, Hashable {
        package var view: View
        /// Why it can't be used; nil when it can.
        package var refusal: String?
    }

    /// The view to use; nil when none will do.
    package var view: View?
    /// What was tried, in order; ends with the view that is used.
    package var answers: [Answer]
    /// Whether a contender failed before any call of the task API: then no cgroup layout is to blame, and no other was
    /// tried.
    package var isBroken = false

    /// Why no view will do, each reason once: `host, legacy: crun refuses it: …`.
    package var refusals: String {
        var reasons: [(views: [String], why: String)] = []
        for answer in answers {
            guard let why = answer.refusal else { continue }
            if let known = reasons.firstIndex(where: { $0.why == why }) {
                reasons[known].views.append(answer.view.rawValue)
            } else {
                reasons.append(([answer.view.rawValue], why))
            }
        }
        return reasons.map { "\($0.views.joined(separator: ", ")): \($0.why)" }.joined(separator: "; ")
    }

    /// Tries the views in order until one is accepted by all.
    ///
    /// - Throws: A `RunError` when no lane can be started at all; `Stopped` when it was interrupted, with all torn down.
    package static func make(
        for contenders: [Contender], of families: [any ShimFamily], driver: String, speaks: String,
        among views: [View], settings: Conductor.Settings, stop: StopSign
    ) async throws -> ViewChoice {
        let layout = try CgroupLayout.current()
        let families = Dictionary(families.map { ($0.name, $0) }) { first, _ in first }
        let candidates = contenders.map { ($0, families.own(of: $0)) }
        var answers: [Answer] = []
        for view in views {
            if case .unfit(let why) = HostView(view).answer(on: layout).answer {
                answers.append(Answer(view: view, refusal: "this host can't give it: \(why)"))
                continue
            }
            try stop.check()
            let refusal = try await refusal(of: view, candidates, driver, speaks, settings, stop)
            try stop.check()
            answers.append(Answer(view: view, refusal: refusal?.why))
            guard let refusal else { return ViewChoice(view: view, answers: answers) }
            if refusal.isBroken { return ViewChoice(view: nil, answers: answers, isBroken: true) }
        }
        return ViewChoice(view: nil, answers: answers)
    }

    private static func refusal(
        of view: View, _ contenders: [(Contender, HostView.Own)], _ driver: String, _ speaks: String,
        _ settings: Conductor.Settings, _ stop: StopSign
    ) async throws -> (why: String, isBroken: Bool)? {
        let number = 900 + (View.allCases.firstIndex(of: view) ?? 0)
        for (index, (contender, own)) in contenders.enumerated() {
            // A lane of its own: one that a contender left something in carries out nothing more.
            let lane = try await LaneProcess.start(
                number: number, view: view, program: settings.program, arguments: settings.laneArguments(number),
                errors: settings.errors, own: own, run: settings.nonce)
            let order = LaneOrder(
                trial: index, scenario: .plainLifeCycle, contender: contender, driver: driver, view: view,
                speaks: contender.speaks ?? speaks, snapshots: true, alone: true)
            // Its input's end has a lane tear down what it runs, and go.
            let seen = try await stop.watching(ending: lane.closeInput) { try await Self.refusal(by: lane, order) }
            if let seen { return ("\(contender.name) refuses it: \(seen.why)", seen.isBroken) }
            try stop.check()
        }
        return nil
    }

    private static func refusal(
        by lane: LaneProcess, _ order: LaneOrder
    ) async throws -> (why: String, isBroken: Bool)? {
        await lane.send(order)
        // Whatever it says, and if it is no sense: the lane ends.
        let said: Result<(LaneProcess.Answer, [Observation]), any Error>
        do {
            let (answer, lines) = try await lane.answer(to: order.trial)
            said = .success((answer, try lines.map { try ObservationLine.decode($0) }))
        } catch {
            said = .failure(error)
        }
        await lane.leave()
        let (answer, observations) = try said.get()
        return why(answer, observations).map { ($0, !observations.contains(where: \.isTaskCall)) }
    }

    /// Why the life-cycle did not work; nil when it did.
    static func why(_ answer: LaneProcess.Answer, _ observations: [Observation]) -> String? {
        switch answer {
        case .died(let why): return why
        case .ended(let end):
            switch end.outcome {
            case .recorded: break
            case .hung: return hang(in: observations)
            case .unsupported(let why), .infrastructure(let why): return why
            case .interrupted: return "interrupted"
            }
        }
        for observation in observations {
            guard case .call(let call) = observation.what else { continue }
            switch call.outcome {
            case .answered: continue
            case .refused(_, let message, _): return "\(call.method): \(RawBytes(Array(message.utf8)).oneLine)"
            // A shim may be gone before its answer is on the way; containerd takes that for the shutdown it asked for.
            case .broken where call.method == "Shutdown": continue
            case .broken(let why): return "\(call.method): \(why)"
            case .timedOut: return "\(call.method) hung"
            }
        }
        return nil
    }

    /// What did not answer or end in time.
    private static func hang(in observations: [Observation]) -> String {
        for observation in observations {
            switch observation.what {
            case .program(let program) where program.end == .timedOut:
                let printed = program.stdout.bytes.count + program.stderr.bytes.count
                return "the shim's `\(program.purpose)` did not end in time"
                    + (printed > 0 ? "; it printed \(printed) bytes" : "")
            case .call(let call) where call.outcome == .timedOut: return "\(call.method) got no answer in time"
            default: continue
            }
        }
        return "a call hung"
    }
}

extension Observation {
    /// Whether it is a call that reached a task service, or should have; `start` stands for the launch before it.
    fileprivate var isTaskCall: Bool {
        if case .call(let call) = what { call.service != "start" } else { false }
    }
}

extension Scenario {
    /// The least that a contender must be able to do: create, start, wait, delete.
    static let plainLifeCycle: Scenario = {
        let main = Subject(container: "main")
        return Scenario(
            id: "preflight/plain", title: "A plain life-cycle", because: "What can't do this can't spar.", origin: [],
            covers: [],
            containers: [ContainerSpec(name: "main", process: ProcessSpec(arguments: ["probe", "exit", "0"]))],
            steps: [
                Step(action: .create(main), name: ["create"]), Step(action: .start(main), name: ["start"]),
                Step(action: .wait(main), name: ["wait"]), Step(action: .delete(main), name: ["delete"]),
            ])
    }()
}
