import AgentAPI
import Documents

/// A container's `config.json`: the specification that came as protobuf, as the agent's runtime would apply it.
struct ContainerConfig: Sendable, Hashable {
    var json: JSONValue

    /// Its bytes: the same for the same specification.
    var bytes: [UInt8] {
        get throws { try json.sortedBytes }
    }
}

extension ContainerPlan {
    /// The plan of a container.
    ///
    /// The agent's own changes are made: the pod's namespaces are joined, whatever the specification says of them, and
    /// mounts that bind a guest's path get what lies there. Hooks are left out: they are programs of the guest.
    init(_ spec: Grpc_Spec, in place: ContainerPlace) throws(AgentFailure) {
        guard spec.hasProcess else { throw .refused("the specification has no process") }
        guard spec.hasLinux else { throw .refused("the specification has no part for Linux") }
        var members = Members()
        members.put("ociVersion", .text(spec.version.isEmpty ? "1.0.2" : spec.version))
        members.put("process", try ProcessSpec.json(of: spec.process))
        var root = Members()
        root.put("path", place.root)
        root.put("readonly", spec.root.readonly)
        members.put("root", root)
        // The name belongs to the pod's namespace, which has it already: the runtime refuses it beside a joined one.
        var needs: [GuestPath] = []
        var mounts: [JSONValue] = []
        for mount in spec.mounts {
            mounts.append(try MountSpec.json(of: mount, in: place, needs: &needs))
        }
        members.put("mounts", mounts)
        members.put("annotations", spec.annotations)
        members.put("linux", try LinuxSpec.json(of: spec.linux, in: place))
        self.init(config: ContainerConfig(json: members.value), needs: needs)
    }
}

/// What the runtime is to mount in a container.
enum MountSpec {
    /// File systems of the kernel's own; another one would be a device of the host.
    static let kinds: Set<String> = [
        "proc", "sysfs", "tmpfs", "devpts", "mqueue", "cgroup", "cgroup2", "devtmpfs", "bind", "none", "",
    ]

    /// One entry of `mounts`; the guest's path that a bind needs is added to `needs`.
    static func json(
        of mount: Grpc_Mount, in place: ContainerPlace, needs: inout [GuestPath]
    ) throws(AgentFailure) -> JSONValue {
        let target = try GuestPath(mount.destination)
        var members = Members()
        members.put("destination", .text(target.description))
        members.put("options", mount.options)
        if mount.type == "bind" || mount.options.contains("bind") || mount.options.contains("rbind") {
            let source = try place.source(of: GuestPath(mount.source))
            needs.append(source)
            members.put("type", "bind")
            members.put("source", .text("\(place.guest)/\(source.relative)"))
        } else {
            guard kinds.contains(mount.type) else {
                throw .refused("the guest has no file system of kind \(AgentFailure.line(mount.type)) for \(target)")
            }
            members.put("type", mount.type)
            members.put("source", mount.source)
        }
        return members.value
    }
}
