package import Linux
package import Recordings

/// One object of the host, with all that is needed to find and remove just it.
package enum HostObject: Hashable, Sendable {
    case process(HostProcess)
    /// A process that has ended, under a parent of the trial's that doesn't reap it.
    case zombie(HostProcess, parent: String)
    /// A mount; `holder` names a process in the namespace when that isn't the snapshot's own.
    case mount(MountEntry, namespace: UInt64, holder: String?)
    case cgroup(CgroupName)
    /// A name in `/run/netns`.
    case namedNamespace(String)
    /// A network namespace without a name in `/run/netns`, and what holds it: a process or the path of a mount.
    case heldNamespace(inode: UInt64, holder: String)
    case link(String)
    /// A queueing discipline of an interface that was there before and after.
    case queue(QueueName)
    case file(path: String, FileEntry)
    /// A loop or device-mapper device, and what is behind it.
    case device(name: String, behind: String)

    package var kind: Residue.Kind {
        switch self {
        case .process: .process
        case .zombie: .zombie
        case .mount: .mount
        case .cgroup: .cgroup
        case .namedNamespace, .heldNamespace: .namespace
        case .link: .link
        case .queue: .qdisc
        case .device(let name, _): name.hasPrefix("dm-") ? .device : .loop
        case .file(_, let entry):
            switch entry.kind {
            case .socket: .socket
            case .fifo: .fifo
            default: .file
            }
        }
    }

    /// What is recorded of it. Identities have no number that changes from trial to trial; the detail has.
    package var residue: Residue {
        switch self {
        case .process(let process):
            Residue(
                kind: .process, identity: process.name,
                detail: "pid \(process.identity.pid), state \(process.state): \(process.details?.arguments ?? "")")
        case .zombie(let process, let parent):
            Residue(kind: .zombie, identity: process.name, detail: "pid \(process.identity.pid), child of \(parent)")
        case .mount(let mount, _, let holder):
            Residue(
                kind: .mount, identity: mount.target,
                detail: "\(mount.type) \(mount.source) \(mount.root)"
                    + (holder.map { ", in the namespace of \($0)" } ?? ""))
        case .cgroup(let cgroup): Residue(kind: .cgroup, identity: cgroup.path, detail: cgroup.hierarchy.name)
        case .namedNamespace(let name): Residue(kind: .namespace, identity: "/run/netns/\(name)")
        case .heldNamespace(let inode, let holder):
            Residue(kind: .namespace, identity: "net of \(holder)", detail: "net:[\(inode)]")
        case .link(let name): Residue(kind: .link, identity: name)
        case .queue(let queue): Residue(kind: .qdisc, identity: "\(queue.link) \(queue.what)")
        case .file(let path, let entry): Residue(kind: kind, identity: path, detail: entry.kind.rawValue)
        case .device(let name, let behind): Residue(kind: kind, identity: behind, detail: name)
        }
    }
}
