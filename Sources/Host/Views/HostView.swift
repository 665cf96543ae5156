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

    package var cgroups: Cgroups
    /// Whether `/run` is empty and the view's own, so that its sockets and runtimes' states can't meet another's.
    package var hasPrivateRun: Bool

    package init(cgroups: Cgroups = .host, hasPrivateRun: Bool = false) {
        self.cgroups = cgroups
        self.hasPrivateRun = hasPrivateRun
    }

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
        let operations = cgroups.operations(on: layout) + (hasPrivateRun ? Self.privateRun : [])
        return operations.isEmpty ? nil : operations
    }

    /// An empty `/run` with the folders that programs expect there, and lanes' own folders as the host has them: what a
    /// lane that dies has written down there is found by who cleans up after it.
    ///
    /// The host's folder is put by while its `/run` is covered; nobody else is in this mount namespace yet.
    private static let privateRun: [MountOperation] = [
        .directory(LaneFolder.parent, mode: 0o711), .directory(LaneFolder.workParent, mode: 0o711),
        .bind(source: LaneFolder.parent, target: LaneFolder.workParent, recursive: false), .memory(at: "/run"),
        .directory("/run/lock"), .directory(LaneFolder.parent, mode: 0o711),
        .bind(source: LaneFolder.workParent, target: LaneFolder.parent, recursive: false),
        .unmount(LaneFolder.workParent),
    ]
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
