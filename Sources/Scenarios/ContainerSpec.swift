/// A container that the steps of a scenario speak of.
///
/// What is not stated is as containerd's defaults have it.
package struct ContainerSpec: Sendable, Hashable, Codable {
    /// Its subject's name in paths.
    package var name: String
    package var process: ProcessSpec
    package var resources: ResourceSpec
    package var rootfs: RootfsSpec
    /// Added to the standard mounts; one with a standard mount's target takes its place.
    package var mounts: [MountSpec]
    /// Host device nodes that it is given, each with what it may do with it: `/dev/fuse` to `rwm`.
    package var devices: [String: String]
    package var hostname: String?
    package var sysctls: [String: String]
    /// Kinds of namespace to `host`, `own`, or `/path`: `pid`, `network`, `ipc`, `uts`, `mount`, `cgroup`, `user`, `time`.
    package var namespaces: [String: String]
    package var annotations: [String: String]
    /// Paths in place of the standard masked ones; nil for the standard.
    package var maskedPaths: [String]?
    /// Paths in place of the standard read-only ones; nil for the standard.
    package var readonlyPaths: [String]?
    /// System calls that a filter refuses with EPERM; nil for no filter at all, as containerd's plain default.
    package var refusedCalls: [String]?
    package var hooks: [HookSpec]

    package init(
        name: String, process: ProcessSpec, resources: ResourceSpec = ResourceSpec(), rootfs: RootfsSpec = RootfsSpec(),
        mounts: [MountSpec] = [], devices: [String: String] = [:], hostname: String? = nil,
        sysctls: [String: String] = [:], namespaces: [String: String] = [:], annotations: [String: String] = [:],
        maskedPaths: [String]? = nil, readonlyPaths: [String]? = nil, refusedCalls: [String]? = nil,
        hooks: [HookSpec] = []
    ) {
        self.name = name
        self.process = process
        self.resources = resources
        self.rootfs = rootfs
        self.mounts = mounts
        self.devices = devices
        self.hostname = hostname
        self.sysctls = sysctls
        self.namespaces = namespaces
        self.annotations = annotations
        self.maskedPaths = maskedPaths
        self.readonlyPaths = readonlyPaths
        self.refusedCalls = refusedCalls
        self.hooks = hooks
    }
}

/// Limits of a container, at its creation or in an update; what is nil is not stated.
package struct ResourceSpec: Sendable, Hashable, Codable {
    /// Bytes.
    package var memory: Int64?
    /// Memory and swap together, bytes; -1 for no limit.
    package var swap: Int64?
    /// What memory is brought back to under pressure, bytes.
    package var reservation: Int64?
    package var pids: Int64?
    /// Relative weight of processor time, 2 to 262144; 1024 is one share.
    package var shares: UInt64?
    /// Microseconds of processor time in a period; -1 for no limit.
    package var quota: Int64?
    /// Microseconds.
    package var period: UInt64?
    /// Processors that may be used: `0-1,3`.
    package var cpus: String?

    package init(
        memory: Int64? = nil, swap: Int64? = nil, reservation: Int64? = nil, pids: Int64? = nil, shares: UInt64? = nil,
        quota: Int64? = nil, period: UInt64? = nil, cpus: String? = nil
    ) {
        self.memory = memory
        self.swap = swap
        self.reservation = reservation
        self.pids = pids
        self.shares = shares
        self.quota = quota
        self.period = period
        self.cpus = cpus
    }

    /// Whether nothing is stated.
    package var isEmpty: Bool { self == ResourceSpec() }
}

/// What a container's root file system is made of, and how it comes to the shim.
package struct RootfsSpec: Sendable, Hashable, Codable {
    /// How the content is handed over.
    package enum Form: String, Sendable, Hashable, Codable, CaseIterable {
        /// A folder that lies in the bundle; Create names no mount. The default.
        case folder
        /// A bind mount that Create asks for.
        case bind
        /// An overlay that Create asks for.
        case overlay
        /// A file system in a file, on a loop device.
        case block
        /// A read-only EROFS image on a loop device.
        case erofs
    }

    /// What it holds.
    package enum Content: Sendable, Hashable, Codable {
        /// The probe and nothing else.
        case probe
        /// An absolute folder of the host, copied.
        case folder(String)
        /// An OCI image layout on the host, and a tag; what is not absolute lies below the scenario's library.
        case image(folder: String, tag: String?)
        /// A path at which nothing is: the bundle's root file system is missing.
        case missing
    }

    package var content: Content
    package var form: Form
    /// The file system of a block: `ext4`, `xfs`.
    package var fileSystem: String?
    package var readonly: Bool

    package init(
        content: Content = .probe, form: Form = .folder, fileSystem: String? = nil, readonly: Bool = false
    ) {
        self.content = content
        self.form = form
        self.fileSystem = fileSystem
        self.readonly = readonly
    }
}

/// A mount in a container.
package struct MountSpec: Sendable, Hashable, Codable {
    package var target: String
    /// A path of the host, a file system's name; `{shared}` is a folder of the trial's own (`Placeholder`).
    package var source: String
    /// `bind`, `tmpfs`, `proc` …
    package var type: String
    package var options: [String]

    package init(target: String, source: String, type: String, options: [String] = []) {
        self.target = target
        self.source = source
        self.type = type
        self.options = options
    }
}

/// A program that the runtime runs on the host at a moment of a container's life (OCI runtime spec, "Hooks").
package struct HookSpec: Sendable, Hashable, Codable {
    package enum Moment: String, Sendable, Hashable, Codable, CaseIterable {
        case prestart, createRuntime = "create-runtime", createContainer = "create-container",
            startContainer = "start-container", poststart, poststop
    }

    package var moment: Moment
    /// `probe`, on the host, or an absolute path; names in braces are put in (`Placeholder`).
    package var arguments: [String]
    /// Seconds.
    package var timeout: Int?

    package init(moment: Moment, arguments: [String], timeout: Int? = nil) {
        self.moment = moment
        self.arguments = arguments
        self.timeout = timeout
    }
}
