import ShimAPI
import SwiftProtobuf
import TTRPC

extension Fault {
    /// Those that tell wrongly how processes end.
    static let exit: [Fault] = [
        zeroForKilled,
        nineForKilled,
        signalAlone,
        offByOne,
        alwaysZero,
        alwaysFailed,
        sevenBits,
        initForExec,
        exitWaitDiffers,
        exitDeleteDiffers,
        exitStateDiffers,
        exitEventDiffers,
        lateWaitZero,
        exitLost,
        exitDoubled,
        beforeGone,
    ]
}

extension Misbehaviour {
    /// Tells another exit status of processes wherever one is told: `Wait`, `Delete`, `State`, the events.
    ///
    /// - Parameter changed: The status told in place of the real one; nil for that.
    static func exits(_ changed: @escaping @Sendable (ProcessKey, UInt32) -> UInt32?) -> Misbehaviour {
        var misbehaviour = Misbehaviour()
        misbehaviour.answer = { call, reply, _ in
            guard call.isTask(["Wait", "Delete", "State"]) else { return nil }
            let key = call.key
            return reply.withExitStatus(of: call.method) { changed(key, $0) }.map { .replace($0) }
        }
        misbehaviour.event = { event, _ in
            event.edited(Containerd_Events_TaskExit.self) { exit in
                let exec = exit.id == exit.containerID ? "" : exit.id
                exit.exitStatus =
                    changed(ProcessKey(id: exit.containerID, exec: exec), exit.exitStatus) ?? exit.exitStatus
            }.map { .edit($0) }
                ?? event.edited(Containerd_Events_TaskDelete.self) { delete in
                    let exec = delete.id == delete.containerID ? "" : delete.id
                    delete.exitStatus =
                        changed(ProcessKey(id: delete.containerID, exec: exec), delete.exitStatus) ?? delete.exitStatus
                }.map { .edit($0) }
        }
        return misbehaviour
    }
}

extension ServerResponse {
    /// The answer to one of the calls that tell an exit status, with another; nil where it stays.
    func withExitStatus(of method: String, _ changed: (UInt32) -> UInt32?) -> Reply? {
        switch method {
        case "Wait":
            edited(Containerd_Task_V2_WaitResponse.self) { $0.exitStatus = changed($0.exitStatus) ?? $0.exitStatus }
        case "Delete":
            edited(Containerd_Task_V2_DeleteResponse.self) { $0.exitStatus = changed($0.exitStatus) ?? $0.exitStatus }
        case "State":
            edited(Containerd_Task_V2_StateResponse.self) { state in
                guard state.status == .stopped else { return }
                state.exitStatus = changed(state.exitStatus) ?? state.exitStatus
            }
        default: nil
        }
    }
}
