extension Fault {
    /// Those that take longer.
    static let time: [Fault] = [
        slowerShimStart,
        slowerCreate,
        slowerCallOfStart,
        slowerDelete,
        slowerKill,
        slowerExec,
        slowerWhole,
        lateWait,
        stall,
        secondHump,
        slowerInACrowd,
        slowerWithEachExec,
    ]
}

extension Fault.Parameter {
    /// By how much.
    static let slower = Fault.Parameter(
        name: "percent", default: "8", meaning: "by how many percent of what the real shim takes")
}

extension Misbehaviour {
    /// Answers calls of the task API later, by a part of what each has taken.
    static func slower(_ methods: [String], percent: Int) -> Misbehaviour {
        Misbehaviour(answer: { call, _, _ in
            call.isTask(methods) ? .late(call.elapsedNanoseconds / 100 * UInt64(clamping: percent)) : nil
        })
    }
}

extension Misbehaviour {
    /// Ends `start` later, by a part of what it has taken.
    static func slowerStart(percent: Int) -> Misbehaviour {
        Misbehaviour(afterStart: { _, scene in
            .late(scene.elapsedNanoseconds / 100 * UInt64(clamping: percent))
        })
    }
}
