package import Linux

/// What a lane sees of the host: a list of mount operations in a mount namespace of its own.
///
/// It belongs to a cell, never to one side of a pair. It can hide a hierarchy, not move a controller.
package struct HostView: Hashable, Sendable, Codable {
    /// Which cgroup hierarchies are seen. The names are those of matrices.
    package enum Cgroups: String, Hashable, Sendable, Codable, CaseIterable {
        /// As the host has them.
        case host
        /// Only the v1 hierarchies of a hybrid host.
        case legacy
        /// Only cgroup v2, at `/sys/fs/cgroup`.
        case unified
    }

    /// What of `/run` is empty and the view's own. Each holds what those before it do.
    package enum Own: String, Hashable, Sendable, Codable, CaseIterable, Comparable {
        case nothing
        /// The folder of the system's log, where a host has one: who listens there hears the view alone.
        case logs
        /// All of it, so that its sockets and runtimes' states can't meet another's.
        case run

        package static func < (a: Own, b: Own) -> Bool {
            (allCases.firstIndex(of: a) ?? 0) < (allCases.firstIndex(of: b) ?? 0)
        }
    }

    package var cgroups: Cgroups
    package var own: Own

    package init(cgroups: Cgroups = .host, own: Own = .nothing) {
        self.cgroups = cgroups
        self.own = own
    }

    /// Where systemd's journal, and through a link syslog's senders, find who writes the system's log.
    package static let logFolder = "/run/systemd/journal"

    /// Whether the calling process is in a view whose log folder is the view's own.
    package static func hasOwnLogs() throws -> Bool {
        try MountTable(of: 0).entries.contains { $0.source == mark && [logFolder, "/run"].contains($0.target) }
    }

    /// What a view's own file systems are called in mount tables.
    private static let mark = "kumite"

    /// The host as it is.
    package static let host = HostView()

    /// Whether this host can give the view, and what it then lacks.
    package func answer(on layout: CgroupLayout) -> ViewOffer {
        ViewOffer(view: self, answer: cgroups.answer(on: layout))
    }

    /// What makes the view, in order; nil when nothing has to be made and the lane can stay in the host's namespace.
    ///
    /// - Throws: `HostError` when this host can't give the view: it is unfit, not emulated.
    package func mountOperations(on layout: CgroupLayout) throws -> [MountOperation]? {
        if case .unfit(let why) = cgroups.answer(on: layout) {
            throw HostError(
                doing: "make view", to: cgroups.rawValue, because: why,
                now: "choose a view that `kumite doctor` lists as offered")
        }
        let operations = cgroups.operations(on: layout) + own.operations()
        return operations.isEmpty ? nil : operations
    }

    fileprivate static let ownLogs: [MountOperation] = [.memory(at: logFolder, named: mark)]

    /// An empty `/run` with the folders that programs expect there, and lanes' own folders as the host has them: what a
    /// lane that dies has written down there is found by who cleans up after it.
    ///
    /// The host's folder is put by while its `/run` is covered; nobody else is in this mount namespace yet.
    fileprivate static let ownRun: [MountOperation] = [
        .directory(LaneFolder.parent, mode: 0o711), .directory(LaneFolder.workParent, mode: 0o711),
        .bind(source: LaneFolder.parent, target: LaneFolder.workParent, recursive: false),
        .memory(at: "/run", named: mark),
        .directory("/run/lock"), .directory(LaneFolder.parent, mode: 0o711),
        .bind(source: LaneFolder.workParent, target: LaneFolder.parent, recursive: false),
        .unmount(LaneFolder.workParent),
    ]
}

extension HostView.Own {
    fileprivate func operations() -> [MountOperation] {
        switch self {
        case .nothing: []
        // Nothing is made on a host that has no such log: whoever would write there finds nobody, as without us.
        case .logs: Files.exists(HostView.logFolder) ? HostView.ownLogs : []
        case .run: HostView.ownRun
        }
    }
}

extension HostView.Cgroups {
    fileprivate func answer(on layout: CgroupLayout) -> ViewOffer.Answer {
        switch (self, layout.kind) {
        case (.host, .none):
            .unfit(why: "no cgroup hierarchy is mounted; mount cgroup2 at /sys/fs/cgroup")
        case (.host, _), (.legacy, .legacy), (.unified, .unified): .offered(lacks: nil)
        case (.legacy, .hybrid): .offered(lacks: nil)
        case (.legacy, .unified), (.legacy, .none):
            .unfit(why: "this host has no v1 hierarchy, and a view can hide a hierarchy but not move a controller")
        case (.unified, .hybrid), (.unified, .legacy):
            .offered(lacks: "limits whose controllers are in v1 hierarchies here: \(Self.bound(by: layout))")
        case (.unified, .none): .offered(lacks: nil)
        }
    }

    fileprivate func operations(on layout: CgroupLayout) -> [MountOperation] {
        switch (self, layout.kind) {
        case (.host, _), (.legacy, .legacy), (.unified, .unified): return []
        case (.legacy, _): return layout.hierarchies.filter { $0.version == .v2 }.map { .unmount($0.point) }
        case (.unified, let kind):
            let hiding: [MountOperation] = kind == .none ? [] : [.unmount("/sys/fs/cgroup")]
            let flags: MountFlags = [.noSetUserID, .noDevices, .noExecution]
            return hiding + [.mount(type: "cgroup2", source: "cgroup2", target: "/sys/fs/cgroup", flags: flags)]
        }
    }

    /// The controllers that v1 hierarchies hold.
    private static func bound(by layout: CgroupLayout) -> String {
        layout.hierarchies.flatMap(\.controllers).filter { !$0.hasPrefix("name=") }.joined(separator: ", ")
    }
}
