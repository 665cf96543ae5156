import Glibc
import Linux

/// A lane's folder as it was found, with what its register says.
struct DeadOrLiveFolder {
    let path: String
    /// Held by us if nobody else held it.
    let lock: Descriptor?
    let entries: [Register.Entry]
    let refused: [String]

    /// Opens a folder and tries its lock; nil if it is gone or is none.
    init?(_ path: String) {
        guard let folder = try? Files.open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW) else { return nil }
        self.path = path
        let isLocked = (try? folder.withNumber { flock($0, LOCK_EX | LOCK_NB) }) == 0
        lock = isLocked ? folder : nil
        // A register that is no plain file (a link, a fifo) has nothing to say.
        let file = try? Files.open("\(path)/\(Register.name)", O_RDONLY | O_NOFOLLOW | O_NONBLOCK)
        let bytes = (try? file?.readAll(limit: Register.mostBytes))?.bytes ?? []
        (entries, refused) = Register.read(bytes)
    }

    var isLive: Bool { lock == nil }

    /// The run that the folder's name tells, and those that its register does.
    var runs: [String] {
        let name = path.folderAndName.map { Self.run(ofLane: $0.name) }
        return [name].compactMap { $0 } + entries.compactMap { if case .run(let name) = $0 { name } else { nil } }
    }

    /// The run in a lane's name, `<run>-<number>`; the name itself where it has no number.
    static func run(ofLane name: String) -> String {
        guard let dash = name.lastIndex(of: "-") else { return name }
        return String(name[..<dash])
    }

    var cgroups: [String] { entries.compactMap { if case .cgroup(let path) = $0 { path } else { nil } } }
    var sockets: [String] { entries.compactMap { if case .socket(let path) = $0 { path } else { nil } } }
    /// Names in `/run/netns` that begin with a run of the folder: a register alone could name an administrator's.
    var networkNamespaces: [String] {
        entries.compactMap { entry in
            guard case .networkNamespace(let name) = entry,
                runs.contains(where: { $0.utf8.count >= 6 && name.hasPrefix($0) })
            else { return nil }
            return name
        }
    }
    var processes: Set<ProcessIdentity> {
        Set(entries.compactMap { if case .process(let identity) = $0 { identity } else { nil } })
    }
}
