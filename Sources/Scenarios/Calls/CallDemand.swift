/// What the contract demands of a call in a state, as `expect: { error: … }` spells it.
///
/// containerd branches on `not found` where it stops and cleans up (its `process.Kill`, `shim.delete` and task service
/// take it for done) and on `already exists` for an exec; it needs an error, whatever its code, where going on would be
/// wrong (OCI runtime spec, "Lifecycle"; runtime v2 task API). Where neither says a word nothing is demanded.
package enum CallDemand {
    /// `ok`, `any` (an error), `anything` (nothing is demanded) or a code; nil where it can only be tried beside others.
    package static func error(of call: TaskCall, on object: TaskObject, _ state: TaskState) -> String? {
        // It blocks until the process ends: another step has to end it meanwhile.
        if call == .wait, [.created, .running, .paused].contains(state) { return nil }
        return object == .container ? onContainer(call, state) : onExec(call, state)
    }

    private static func onContainer(_ call: TaskCall, _ state: TaskState) -> String {
        switch (state, call) {
        case (.unknown, .create): "ok"
        case (.unknown, .state), (.unknown, .kill), (.unknown, .delete): "not_found"
        case (.deleted, .state), (.deleted, .kill), (.deleted, .delete): "not_found"
        case (.unknown, .connect), (.unknown, .shutdown): "anything"
        case (.deleted, .connect), (.deleted, .shutdown), (.deleted, .create): "anything"
        case (.unknown, _), (.deleted, _): "any"
        case (_, .create), (.running, .start), (.paused, .start), (.stopped, .start): "any"
        case (.created, .start), (_, .state), (.running, .connect), (.running, .stats), (.running, .pids): "ok"
        case (.created, .kill), (.running, .kill), (.running, .exec), (.running, .pause), (.running, .update): "ok"
        case (.paused, .resume), (.stopped, .delete), (.stopped, .wait): "ok"
        case (.running, .delete), (.paused, .delete): "any"
        case (.stopped, .kill): "not_found"
        case (.stopped, .exec), (.stopped, .pause), (.stopped, .resume), (.stopped, .checkpoint): "any"
        default: "anything"
        }
    }

    private static func onExec(_ call: TaskCall, _ state: TaskState) -> String {
        switch (state, call) {
        case (.unknown, .exec), (.deleted, .exec): "ok"
        case (.unknown, .state), (.unknown, .kill), (.unknown, .delete): "not_found"
        case (.deleted, .state), (.deleted, .kill), (.deleted, .delete): "not_found"
        case (.unknown, _), (.deleted, _): "any"
        case (.created, .exec), (.running, .exec): "already_exists"
        case (.paused, .exec), (.stopped, .exec): "any"
        case (.created, .kill): "any"
        case (.created, .start), (.created, .delete), (.running, .kill), (.stopped, .delete), (.stopped, .wait): "ok"
        case (_, .state): "ok"
        case (.running, .start), (.paused, .start), (.stopped, .start), (.running, .delete), (.paused, .delete): "any"
        case (.stopped, .kill): "not_found"
        default: "anything"
        }
    }
}
