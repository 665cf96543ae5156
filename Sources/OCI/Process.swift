extension Spec {
    /// A process of a container: its first one, or what an exec is asked to start.
    package struct Process: Codable, Sendable, Hashable {
        package var terminal: Bool?
        package var consoleSize: ConsoleSize?
        package var user: User
        package var args: [String]
        package var env: [String]?
        package var cwd: String
        package var capabilities: Capabilities?
        package var rlimits: [Rlimit]?
        package var noNewPrivileges: Bool?
        /// From -1000 to 1000. Without CAP_SYS_RESOURCE not below what the shim itself has; nil keeps that.
        package var oomScoreAdj: Int?

        package init(
            terminal: Bool? = nil, consoleSize: ConsoleSize? = nil, user: User = User(), args: [String],
            env: [String]? = nil, cwd: String = "/", capabilities: Capabilities? = nil, rlimits: [Rlimit]? = nil,
            noNewPrivileges: Bool? = nil, oomScoreAdj: Int? = nil
        ) {
            self.terminal = terminal
            self.consoleSize = consoleSize
            self.user = user
            self.args = args
            self.env = env
            self.cwd = cwd
            self.capabilities = capabilities
            self.rlimits = rlimits
            self.noNewPrivileges = noNewPrivileges
            self.oomScoreAdj = oomScoreAdj
        }
    }

    /// The size of a terminal, in characters.
    package struct ConsoleSize: Codable, Sendable, Hashable {
        package var height: UInt32
        package var width: UInt32

        package init(height: UInt32, width: UInt32) {
            self.height = height
            self.width = width
        }
    }

    /// Who a process is, by number.
    package struct User: Codable, Sendable, Hashable {
        package var uid: UInt32
        package var gid: UInt32
        package var umask: UInt32?
        package var additionalGids: [UInt32]?

        package init(uid: UInt32 = 0, gid: UInt32 = 0, umask: UInt32? = nil, additionalGids: [UInt32]? = nil) {
            self.uid = uid
            self.gid = gid
            self.umask = umask
            self.additionalGids = additionalGids
        }
    }

    /// A resource limit, such as `RLIMIT_NOFILE`.
    package struct Rlimit: Codable, Sendable, Hashable {
        package var type: String
        package var hard: UInt64
        package var soft: UInt64

        package init(_ type: String, hard: UInt64, soft: UInt64) {
            self.type = type
            self.hard = hard
            self.soft = soft
        }
    }
}

extension Spec.Process {
    /// An exec beside this process: same user, environment and privileges, other words.
    package func beside(args: [String], terminal: Bool = false) -> Spec.Process {
        var exec = self
        exec.args = args
        exec.terminal = terminal ? true : nil
        exec.consoleSize = nil
        return exec
    }
}
