import AgentAPI
import Documents

/// The part of a specification that only Linux has.
enum LinuxSpec {
    /// The kinds of namespaces that a guest's container always has of the pod.
    static let ofPod = ["ipc", "network", "pid", "uts"]

    static func json(of linux: Grpc_Linux, in place: ContainerPlace) throws(AgentFailure) -> Members {
        var members = Members()
        members.put("namespaces", try namespaces(linux.namespaces, in: place))
        members.put("cgroupsPath", place.cgroup)
        members.put("uidMappings", linux.uidmappings.map(mapping))
        members.put("gidMappings", linux.gidmappings.map(mapping))
        members.put("sysctl", linux.sysctl)
        members.put("resources", ResourcesSpec.json(of: linux.resources))
        members.put("devices", linux.devices.map(device))
        if linux.hasSeccomp, !linux.seccomp.defaultAction.isEmpty { members.put("seccomp", seccomp(linux.seccomp)) }
        members.put("rootfsPropagation", linux.rootfsPropagation)
        members.put("maskedPaths", linux.maskedPaths)
        members.put("readonlyPaths", linux.readonlyPaths)
        members.put("mountLabel", linux.mountLabel)
        return members
    }

    /// The pod's namespaces in the place of what is said of them; of the others those that are asked for, and always
    /// one for mounts. None may be joined by a path: that would be one of the guest's, and lead to the host's.
    private static func namespaces(
        _ asked: [Grpc_LinuxNamespace], in place: ContainerPlace
    ) throws(AgentFailure) -> [JSONValue] {
        var kinds: Set<String> = ["mount"]
        for namespace in asked where !ofPod.contains(namespace.type) {
            guard ["mount", "user", "cgroup"].contains(namespace.type) else {
                throw .refused("there are no namespaces of kind \(AgentFailure.line(namespace.type))")
            }
            guard namespace.path.isEmpty else {
                throw .refused("the guest has no namespace at \(AgentFailure.line(namespace.path))")
            }
            kinds.insert(namespace.type)
        }
        var list: [JSONValue] = []
        for kind in ofPod {
            var members = Members()
            members.put("type", kind)
            members.put("path", place.shared[kind] ?? "")
            list.append(members.value)
        }
        return list + kinds.sorted().map { .object(["type": .text($0)]) }
    }

    private static func mapping(_ mapping: Grpc_LinuxIDMapping) -> JSONValue {
        .object([
            "containerID": JSONValue(mapping.containerID), "hostID": JSONValue(mapping.hostID),
            "size": JSONValue(mapping.size),
        ])
    }

    private static func device(_ device: Grpc_LinuxDevice) -> JSONValue {
        var members = Members()
        members.put("path", .text(device.path))
        members.put("type", .text(device.type))
        members.put("major", JSONValue(device.major))
        members.put("minor", JSONValue(device.minor))
        members.put("fileMode", device.fileMode)
        members.put("uid", device.uid)
        members.put("gid", device.gid)
        return members.value
    }

    private static func seccomp(_ seccomp: Grpc_LinuxSeccomp) -> Members {
        var members = Members()
        members.put("defaultAction", seccomp.defaultAction)
        members.put("architectures", seccomp.architectures)
        members.put("flags", seccomp.flags)
        members.put("syscalls", seccomp.syscalls.map(rule))
        return members
    }

    private static func rule(_ rule: Grpc_LinuxSyscall) -> JSONValue {
        var members = Members()
        members.put("names", rule.names)
        members.put("action", rule.action)
        members.put("errnoRet", rule.errnoret)
        members.put(
            "args",
            rule.args.map { argument in
                var members = Members()
                members.put("index", JSONValue(argument.index))
                members.put("value", JSONValue(argument.value))
                members.put("valueTwo", argument.valueTwo)
                members.put("op", argument.op)
                return members.value
            })
        return members.value
    }
}
