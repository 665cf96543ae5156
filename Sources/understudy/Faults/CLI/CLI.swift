import FoundationEssentials
import ShimAPI
import SwiftProtobuf

extension Fault {
    /// Those of the shim's program: `start`, `delete`, `-v`.
    static let cli: [Fault] = [
        successOfFailedStart, silentStart, garbledStart, chattyStart, foreignId, refusedStaleSocket, heldOutput,
        failedDelete, silentDelete, garbledDelete, wrongDeleteStatus, idleDeleteProgram,
        failedVersion,
    ]
}

extension Misbehaviour {
    /// Has a `start` that has done its work say something else, or end otherwise.
    static func start(_ edit: @escaping @Sendable (inout ProgramOutcome) -> Void) -> Misbehaviour {
        Misbehaviour(afterStart: { outcome, _ in outcome.isSuccess ? outcome.edited(edit) : nil })
    }

    /// Has a `delete` that has done its work say something else, or end otherwise.
    static func delete(_ edit: @escaping @Sendable (inout ProgramOutcome) -> Void) -> Misbehaviour {
        Misbehaviour(afterDelete: { outcome, _ in outcome.isSuccess ? outcome.edited(edit) : nil })
    }
}

extension ProgramOutcome {
    fileprivate func edited(_ edit: (inout ProgramOutcome) -> Void) -> ProgramAct? {
        var edited = self
        edit(&edited)
        return edited == self ? nil : .replace(edited)
    }
}
