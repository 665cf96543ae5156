import Documents
import FoundationEssentials
import ShimAPI
import SwiftProtobuf

extension Fault {
    /// Those that give a workload other rights or surroundings than it was promised.
    static let posture: [Fault] = [
        addedCapability, keptCapabilities, addedExecCapability, lostFilter, lostNoNewPrivileges, readableMaskedPaths,
        writableReadOnlyPaths, writableRoot, addedDevice, sharedIPC, rootForUser, lostGroups, lostRlimits,
        leakedEnvironment, wrongDirectory, lostMask, lostKillScore, lostParameters, wrongHostname, loosenedMounts,
    ]

    /// The sets of capabilities that a process is given.
    static let capabilitySets = ["bounding", "effective", "permitted"]
}

extension Misbehaviour {
    /// Has processes made otherwise than they were asked for: a container's first one, and execs.
    static func process(_ edit: @escaping @Sendable (inout JSONValue) -> Void) -> Misbehaviour {
        var misbehaviour = Misbehaviour.bundle { config in
            guard var process = config["process"] else { return }
            edit(&process)
            config["process"] = process
        }
        misbehaviour.request = Misbehaviour.exec(edit).request
        return misbehaviour
    }

    /// Has execs made otherwise than they were asked for.
    static func exec(_ edit: @escaping @Sendable (inout JSONValue) -> Void) -> Misbehaviour {
        Misbehaviour(request: { call, _ in
            guard call.isTask("Exec"), var request = call.message(Containerd_Task_V2_ExecProcessRequest.self),
                let old = JSONValue(bytes: [UInt8](request.spec.value))
            else { return nil }
            var new = old
            edit(&new)
            guard new != old else { return nil }
            request.spec.value = Data(new.bytes)
            return (try? request.serializedBytes() as [UInt8]).map { .edit($0) }
        })
    }

    /// Has processes made without something that they were asked to have.
    static func withoutOfProcess(_ path: String...) -> Misbehaviour {
        .process { process in
            if process[path] != nil { process[path] = nil }
        }
    }
}

extension JSONValue {
    /// Adds a capability to the sets of a process.
    mutating func addCapability(_ name: String) {
        for set in Fault.capabilitySets {
            let now = self[["capabilities", set]]?.list ?? []
            guard !now.contains(.text(name)) else { continue }
            self[["capabilities", set]] = .list(now + [.text(name)])
        }
    }
}
