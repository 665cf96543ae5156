import Documents
import FoundationEssentials
import ShimAPI
import SwiftProtobuf

extension Fault {
    /// Those that give a container other limits than were asked for, or tell others.
    static let resources: [Fault] = [
        lostMemoryLimit, smallerMemoryLimit, lostPidsLimit, lostProcessorShares, lostProcessorQuota, lostProcessorSet,
        lostReservation, wrongGroup, swappedStats, zeroStats, statsOfOtherVersion, foreignStats, idleUpdate,
        forgetfulUpdate, smallerUpdate,
    ]
}

extension Misbehaviour {
    /// Has a container made otherwise than it was asked for; nothing changes where the edit changes nothing.
    static func bundle(_ edit: @escaping @Sendable (inout JSONValue) -> Void) -> Misbehaviour {
        Misbehaviour(bundle: { config, _ in
            var edited = config
            edit(&edited)
            return edited == config ? nil : edited
        })
    }

    /// Takes something away from what a container is asked for.
    static func without(_ path: String...) -> Misbehaviour {
        .bundle { config in
            if config[path] != nil { config[path] = nil }
        }
    }

    /// Has a container updated otherwise than it was asked for.
    static func update(_ edit: @escaping @Sendable (inout JSONValue) -> Void) -> Misbehaviour {
        Misbehaviour(request: { call, _ in
            guard call.isTask("Update"), var request = call.message(Containerd_Task_V2_UpdateTaskRequest.self),
                let old = JSONValue(bytes: [UInt8](request.resources.value))
            else { return nil }
            var new = old
            edit(&new)
            guard new != old else { return nil }
            request.resources.value = Data(new.bytes)
            return (try? request.serializedBytes() as [UInt8]).map { .edit($0) }
        })
    }

    /// Tells other metrics than there are, of either version of cgroups.
    static func stats(
        _ old: @escaping @Sendable (inout Io_Containerd_Cgroups_V1_Metrics) -> Void,
        _ new: @escaping @Sendable (inout Io_Containerd_Cgroups_V2_Metrics) -> Void
    ) -> Misbehaviour {
        .metrics { metrics in
            if let edited = metrics.edited(old) ?? metrics.edited(new) { metrics = edited }
        }
    }

    /// Tells other metrics than there are.
    static func metrics(_ edit: @escaping @Sendable (inout Google_Protobuf_Any) -> Void) -> Misbehaviour {
        Misbehaviour(answer: { call, reply, _ in
            guard call.isTask("Stats") else { return nil }
            return reply.edited(Containerd_Task_V2_StatsResponse.self) { edit(&$0.stats) }.map { .replace($0) }
        })
    }
}

extension Google_Protobuf_Any {
    /// The same with its message changed; nil if it is another's.
    fileprivate func edited<M: Message>(_ edit: (inout M) -> Void) -> Google_Protobuf_Any? {
        guard var message = unpacked(as: M.self) else { return nil }
        edit(&message)
        guard let bytes = try? message.serializedData() else { return nil }
        var edited = self
        edited.value = bytes
        return edited
    }
}
