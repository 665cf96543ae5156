import Drivers
import OCI
import Scenarios

/// What a container's spec depends on beside what the scenario says of the container.
struct Surroundings: Sendable {
    /// The sandbox that it shares namespaces with: its id, and its first process, once that is there.
    struct Sandbox: Sendable {
        var id: String
        var pid: UInt32?
    }

    /// Where the trial's network namespace has its name; nil where there is none.
    var network: String?
    /// nil for a container that stands alone, and for the sandbox itself.
    var sandbox: Sandbox?
}

extension Spec {
    /// The spec of a scenario's container: containerd's defaults, and what the scenario asks for.
    init(_ container: ContainerSpec, _ setting: TrialSetting, _ surroundings: Surroundings = Surroundings()) throws {
        let group = try CgroupsPath("\(setting.cgroup)/\(container.name)")
        self = Spec.standard(args: container.process.programArguments, cgroupsPath: group)
        process = process?.asked(container.process)
        linux.resources = (linux.resources ?? Resources()).asked(container.resources)
        root.readonly = container.rootfs.readonly ? true : nil
        for mount in container.mounts { put(mount, setting.filler(of: container.name)) }
        for (path, access) in container.devices.sorted(by: { $0.key < $1.key }) { try put(device: path, access) }
        if !container.sysctls.isEmpty { linux.sysctl = container.sysctls }
        if let paths = container.maskedPaths { linux.maskedPaths = paths }
        if let paths = container.readonlyPaths { linux.readonlyPaths = paths }
        if let calls = container.refusedCalls { linux.seccomp = .refusing(calls) }
        hooks = Hooks(container.hooks, setting, setting.filler(of: container.name))
        let all = setting.podAnnotations(of: container.name).merging(container.annotations) { _, asked in asked }
        if !all.isEmpty { annotations = all }
        putNamespaces(of: container, setting, surroundings)
        // A name is given to the host's, or to the sandbox's, only where that is asked for.
        let sharesName = surroundings.sandbox?.pid != nil || container.namespaces["uts"] == "host"
        hostname = container.hostname ?? (sharesName ? nil : hostname)
    }

    /// Adds a mount; one with a standard mount's target takes its place.
    private mutating func put(_ mount: MountSpec, _ fill: (String) -> String?) {
        let made = Mount(
            mount.target, type: mount.type, source: Placeholder.fill(mount.source, fill),
            options: mount.options.isEmpty ? nil : mount.options)
        if let place = mounts.firstIndex(where: { $0.destination == mount.target }) {
            mounts[place] = made
        } else {
            mounts.append(made)
        }
    }

    /// Adds a node like one of the host, and the leave to use it.
    private mutating func put(device path: String, _ access: String) throws {
        let node = try DeviceNode.of(path)
        linux.devices = (linux.devices ?? []) + [
            Device(
                path, type: node.type, major: node.major, minor: node.minor, fileMode: node.mode, uid: node.uid,
                gid: node.gid)
        ]
        linux.resources?.devices?.append(
            DeviceRule(allow: true, type: node.type, major: node.major, minor: node.minor, access: access))
    }
}

extension Spec.Seccomp {
    /// A filter that lets everything pass but some calls, which fail with EPERM.
    static func refusing(_ calls: [String]) -> Spec.Seccomp {
        Spec.Seccomp(
            defaultAction: "SCMP_ACT_ALLOW", architectures: ["SCMP_ARCH_X86_64"],
            syscalls: calls.isEmpty ? nil : [Rule(names: calls, action: "SCMP_ACT_ERRNO", errnoRet: 1)])
    }
}

extension Spec.Hooks {
    /// Hooks as a scenario has them; nil for none. `probe` is the host's copy, but inside the container its own.
    init?(_ hooks: [HookSpec], _ setting: TrialSetting, _ fill: (String) -> String?) {
        guard !hooks.isEmpty else { return nil }
        self.init()
        for hook in hooks {
            let words = hook.arguments.map { Placeholder.fill($0, fill) }
            let program = words.first ?? ""
            let inside = hook.moment == .startContainer
            let path = program.hasPrefix("/") ? program : inside ? "/\(program)" : setting.probe
            let made = Spec.Hook(path: path, args: [program] + words.dropFirst(), timeout: hook.timeout)
            switch hook.moment {
            case .prestart: prestart = (prestart ?? []) + [made]
            case .createRuntime: createRuntime = (createRuntime ?? []) + [made]
            case .createContainer: createContainer = (createContainer ?? []) + [made]
            case .startContainer: startContainer = (startContainer ?? []) + [made]
            case .poststart: poststart = (poststart ?? []) + [made]
            case .poststop: poststop = (poststop ?? []) + [made]
            }
        }
    }
}
