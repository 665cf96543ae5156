import Recordings

/// While a call of the task API, or a program of the shim's, was under way: who may have caused what was asked then.
struct TaskSpan: Sendable {
    var step: StepReference
    /// `Create`, `Kill`; of a program `program:delete`.
    var method: String
    var range: ClosedRange<UInt64>
    /// Whether it came to an answer, or a program to its good end.
    var isAnswered: Bool

    /// The container of its subject.
    var container: Substring { step.subject.prefix { $0 != "." } }

    static func all(in recording: Recording) -> [TaskSpan] {
        recording.observations.compactMap { observation in
            guard let step = observation.step else { return nil }
            switch observation.what {
            case .call(let call) where call.sentAt <= call.receivedAt && call.service.hasPrefix("containerd."):
                var isAnswered = false
                if case .answered = call.outcome { isAnswered = true }
                return TaskSpan(
                    step: step, method: call.method, range: call.sentAt...call.receivedAt, isAnswered: isAnswered)
            case .program(let program) where program.startedAt <= program.endedAt:
                let range = program.startedAt...program.endedAt
                return TaskSpan(
                    step: step, method: "program:\(program.purpose)", range: range,
                    isAnswered: program.end == .exited(0))
            default: return nil
            }
        }
    }

    /// The task calls that can cause a call, by its method; those that make something can cause any other.
    static func causes(of method: String) -> Set<String> { causes[method] ?? making }

    /// Whether a call belongs to an end, or to the clean-up of what could not be made.
    static func isEnding(_ method: String) -> Bool { causes[method] == ending }

    /// Whether what it asks is told, if only that it asks nothing.
    var isTold: Bool { Self.told.contains(method) }

    private static let making: Set = ["Create", "Start", "CreateSandbox", "StartSandbox", "Update"]
    private static let ending = making.union(["Delete", "Shutdown", "StopSandbox", "ShutdownSandbox", "program:delete"])
    private static let causes: [String: Set<String>] = [
        "SignalProcess": ["Kill", "Delete", "Shutdown", "StopSandbox", "program:delete"],
        "RemoveContainer": ending, "DestroySandbox": ending, "StopVM": ending,
        "RemoveStaleVirtiofsShareMounts": ending,
        "PauseContainer": ["Pause"], "ResumeContainer": ["Resume"], "StatsContainer": ["Stats"],
        "UpdateContainer": ["Update", "Create", "Start"], "TtyWinResize": ["ResizePty", "Start"],
        "ExecProcess": ["Start", "Exec"],
    ]
    private static let told = ["Exec", "Kill", "Pause", "Resume", "Stats", "ResizePty"].reduce(
        into: ending
    ) { $0.insert($1) }
}
