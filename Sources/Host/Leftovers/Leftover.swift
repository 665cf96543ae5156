package import Linux

/// Something that a former run left on the host.
package enum Leftover: Hashable, Sendable {
    /// A lane's folder that nobody holds, and the lines of its register that were refused.
    case folder(path: String, refused: [String])
    case process(HostProcess, because: String)
    case mount(MountEntry)
    case cgroup(CgroupName)
    case socket(String)
    /// A name in `/run/netns`.
    case networkNamespace(String)
    /// A loop device, and the file behind it.
    case loop(device: String, file: String)

    /// What it is, in one line.
    package var text: String {
        switch self {
        case .folder(let path, _): "folder \(path)"
        case .process(let process, let because): "process \(process.identity.pid) (\(process.name)), \(because)"
        case .mount(let mount): "mount \(mount.target)"
        case .cgroup(let cgroup): "cgroup \(cgroup.hierarchy.folder(of: cgroup.path))"
        case .socket(let path): "socket \(path)"
        case .networkNamespace(let name): "network namespace \(name)"
        case .loop(let device, let file): "loop device \(device) on \(file)"
        }
    }
}
