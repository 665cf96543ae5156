/// A process of a container, its first or an exec.
package struct ProcessSpec: Sendable, Hashable, Codable {
    /// The arguments; the first is `probe` or an absolute path in the root file system.
    package var arguments: [String]
    /// Environment entries added to the standard ones, `NAME=value`.
    package var environment: [String]
    /// The working directory in the root file system; absolute.
    package var directory: String?
    /// `uid[:gid]` in numbers.
    package var user: String?
    /// Supplementary groups.
    package var groups: [UInt32]
    /// Whether it gets a terminal.
    package var terminal: Bool
    package var io: StdioSpec
    /// Names without `CAP_`, small letters, in place of the standard set; nil for the standard.
    package var capabilities: [String]?
    /// nil for the standard: true.
    package var noNewPrivileges: Bool?
    /// Names such as `nofile` to soft and hard limit.
    package var limits: [String: ResourceLimit]
    package var umask: UInt32?
    package var oomScoreAdjustment: Int?
    /// What a whole line of stdout must match for the process to be ready; nil for any line. A `TextPattern`.
    package var readyLine: String?

    package init(
        arguments: [String], environment: [String] = [], directory: String? = nil, user: String? = nil,
        groups: [UInt32] = [], terminal: Bool = false, io: StdioSpec = StdioSpec(), capabilities: [String]? = nil,
        noNewPrivileges: Bool? = nil, limits: [String: ResourceLimit] = [:], umask: UInt32? = nil,
        oomScoreAdjustment: Int? = nil, readyLine: String? = nil
    ) {
        self.arguments = arguments
        self.environment = environment
        self.directory = directory
        self.user = user
        self.groups = groups
        self.terminal = terminal
        self.io = io
        self.capabilities = capabilities
        self.noNewPrivileges = noNewPrivileges
        self.limits = limits
        self.umask = umask
        self.oomScoreAdjustment = oomScoreAdjustment
        self.readyLine = readyLine
    }
}

extension ProcessSpec {
    /// Whether it prints the probe's report of what a workload sees.
    package var isReport: Bool {
        guard let program = arguments.first, program == "probe" || program == "/probe" else { return false }
        return arguments.dropFirst().first == "report"
    }
}

/// A soft and a hard limit of a process.
package struct ResourceLimit: Sendable, Hashable, Codable {
    package var soft: UInt64
    package var hard: UInt64

    package init(soft: UInt64, hard: UInt64) {
        self.soft = soft
        self.hard = hard
    }
}

/// What each of the three streams is connected to.
package struct StdioSpec: Sendable, Hashable, Codable {
    package enum Channel: String, Sendable, Hashable, Codable, CaseIterable {
        /// A pipe by name, read or written by Kumite.
        case fifo
        /// Nothing; the path is empty.
        case none
        /// A file, `file://`, read when the process has ended.
        case file
        /// A logger of ours that the shim starts, `binary://`.
        case binary
        /// A pipe whose reader does not read before the step after the process's end.
        case stalled
        /// A pipe whose reader goes away after the first bytes.
        case leaving
        /// A path at which nothing is.
        case missing
    }

    package var stdin: Channel
    package var stdout: Channel
    package var stderr: Channel

    /// By default nothing is connected to stdin, and both outputs are read.
    package init(stdin: Channel = .none, stdout: Channel = .fifo, stderr: Channel = .fifo) {
        self.stdin = stdin
        self.stdout = stdout
        self.stderr = stderr
    }
}
