import Glibc
package import Linux

/// A lane's list of what it has made outside its folder, written before it is made, so that it can be removed after it.
package struct Register: Sendable {
    /// One line.
    package enum Entry: Hashable, Sendable {
        /// The run that the lane works for; the first line.
        case run(String)
        /// A process of a trial.
        case process(ProcessIdentity)
        /// A socket that a shim listens on.
        case socket(String)
        /// A cgroup, absolute in each hierarchy.
        case cgroup(String)
        /// A name in `/run/netns`.
        case networkNamespace(String)
    }

    package static let name = "register"

    /// Longer ones are cut when they are read.
    static let mostBytes = 1 << 20

    private let file: Descriptor

    init(in folder: String) throws {
        file = try Files.open("\(folder)/\(Self.name)", O_WRONLY | O_CREAT | O_APPEND | O_NOFOLLOW, mode: 0o600)
    }

    /// Appends an entry, at once.
    package func add(_ entry: Entry) throws {
        try file.writeAll(Array((entry.line + "\n").utf8))
    }

    /// Reads a register as hostile: what is not exactly a line of ours is told in `refused`, never followed.
    package static func read(_ text: [UInt8]) -> (entries: [Entry], refused: [String]) {
        var entries: [Entry] = []
        var refused: [String] = []
        for line in text.prefix(mostBytes).split(separator: UInt8(ascii: "\n")) {
            let line = String(decoding: line, as: UTF8.self)
            if let entry = Entry(line: line) {
                entries.append(entry)
            } else if refused.count < 16 {
                refused.append(String(reflecting: String(line.prefix(200))))
            }
        }
        return (entries, refused)
    }

    /// Whether a text is a name of ours: letters, digits, `-`, `_`, at most 64.
    static func isName(_ text: String) -> Bool {
        !text.isEmpty && text.utf8.count <= 64
            && text.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
                    true
                default: false
                }
            }
    }
}

extension Register.Entry {
    /// Where a shim's sockets can be that a lane did not choose; what a register names elsewhere is refused.
    static let socketFolders = ["/run/containerd/s", "/run/containerd/fifo"]

    var line: String {
        switch self {
        case .run(let name): "run \(name)"
        case .process(let identity): "process \(identity.pid) \(identity.startTicks)"
        case .socket(let path): "socket \(path)"
        case .cgroup(let path): "cgroup \(path)"
        case .networkNamespace(let name): "netns \(name)"
        }
    }

    /// Reads a line; nil if it is none, or names what a lane can't have made.
    init?(line: String) {
        let fields = line.split(separator: " ", omittingEmptySubsequences: false)
        switch (fields.first, fields.count) {
        case ("run", 2):
            guard Register.isName(String(fields[1])) else { return nil }
            self = .run(String(fields[1]))
        case ("process", 3):
            guard let pid = Int32(fields[1]), pid > 1, let start = UInt64(fields[2]) else { return nil }
            self = .process(ProcessIdentity(pid: pid, startTicks: start))
        case ("socket", 2):
            let path = String(fields[1])
            guard path.isPlainAbsolutePath, let folder = path.folderAndName?.folder,
                Self.socketFolders.contains(folder)
            else { return nil }
            self = .socket(path)
        case ("cgroup", 2):
            let path = String(fields[1])
            guard path.isPlainAbsolutePath, path.hasPrefix("/" + TrialCgroup.mark) else { return nil }
            self = .cgroup(path)
        case ("netns", 2):
            // At least as long as a run's text: what a host's own administrator names is shorter, or not in a register.
            guard Register.isName(String(fields[1])), fields[1].utf8.count >= 6 else { return nil }
            self = .networkNamespace(String(fields[1]))
        default: return nil
        }
    }
}
