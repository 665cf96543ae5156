import Linux
import ShimAPI
import SwiftProtobuf
import TTRPC

extension Fault {
    /// Those that answer calls wrongly.
    static let answers: [Fault] = [
        pidZero,
        statePidZero,
        pidOffByOne,
        deletePidZero,
        stateStale,
        stateOfAnother,
        bundleMissing,
        runningAfterExit,
        createdWhileRunning,
        exitedAtMissing,
        exitedAtEpoch,
        exitedAtFuture,
        exitedAtTooEarly,
        errorGeneric,
        errorOtherCode,
        errorWithoutCause,
        killOfTheDeadWorks,
        unknownFound,
        killRefused,
        createRefused,
        pidsWithoutExecs,
        pidsDoubled,
        connectOwnPid,
        connectTaskMissing,
        terminalLost,
        streamsMissing,
        execAsInit,
    ]
}

extension Misbehaviour {
    /// Answers calls of the task API, by their names, with something else.
    ///
    /// - Parameter changes: What is answered in place of the real answer; nil for that.
    static func answers(_ changes: [String: @Sendable (Call, Reply, Stage) -> Reply?]) -> Misbehaviour {
        Misbehaviour(answer: { call, reply, stage in
            guard call.isTask, let change = changes[call.method] else { return nil }
            return change(call, reply, stage).map { .replace($0) }
        })
    }

    /// Answers calls of the task API that fail with another status; nil for the real one.
    static func errors(_ change: @escaping @Sendable (Status) -> Status?) -> Misbehaviour {
        Misbehaviour(answer: { call, reply, _ in
            guard call.isTask, let status = reply.status, let other = change(status) else { return nil }
            return .replace(.failure(other))
        })
    }

    /// Tells another time of every end wherever one is answered; nil leaves it out.
    static func exitTimes(
        _ change: @escaping @Sendable (Google_Protobuf_Timestamp) -> Google_Protobuf_Timestamp?
    ) -> Misbehaviour {
        @Sendable func put(
            _ old: Google_Protobuf_Timestamp, set: (Google_Protobuf_Timestamp) -> Void, clear: () -> Void
        ) {
            if let new = change(old) { set(new) } else { clear() }
        }
        return .answers([
            "Wait": { _, reply, _ in
                reply.edited(Containerd_Task_V2_WaitResponse.self) { message in
                    put(message.exitedAt, set: { message.exitedAt = $0 }, clear: { message.clearExitedAt() })
                }
            },
            "Delete": { _, reply, _ in
                reply.edited(Containerd_Task_V2_DeleteResponse.self) { message in
                    put(message.exitedAt, set: { message.exitedAt = $0 }, clear: { message.clearExitedAt() })
                }
            },
            "State": { _, reply, _ in
                reply.edited(Containerd_Task_V2_StateResponse.self) { message in
                    guard message.status == .stopped else { return }
                    put(message.exitedAt, set: { message.exitedAt = $0 }, clear: { message.clearExitedAt() })
                }
            },
        ])
    }
}

extension Google_Protobuf_Timestamp {
    /// The wall clock's time.
    static var now: Google_Protobuf_Timestamp {
        let wall = ClockAnchors.read().wall
        return Google_Protobuf_Timestamp(seconds: Int64(wall / 1_000_000_000), nanos: Int32(wall % 1_000_000_000))
    }
}
