/// How something that plays a role is made to fail.
package enum CrashWay: String, Sendable, Hashable, Codable, CaseIterable {
    /// SIGKILL.
    case kill
    /// SIGSTOP; the tear-down lets it go on.
    case freeze
    /// SIGCONT, after a freeze.
    case thaw
    /// SIGTERM.
    case terminate
}

/// What an `observe` step looks at.
package enum ObservedPart: String, Sendable, Hashable, Codable, CaseIterable {
    /// What the host holds and did not hold before the trial.
    case host
    /// Arguments, ids, capabilities, namespaces of every process of the trial.
    case posture
    /// Memory, threads and descriptors of every process of the trial.
    case footprint
}

/// What an `upgrade` step puts in the place of what runs.
package enum UpgradedPart: String, Sendable, Hashable, Codable, CaseIterable {
    case shim, configuration, containerd, guest
}

/// A request to an endpoint that the family resolves by name.
package struct HTTPRequest: Sendable, Hashable, Codable {
    /// `management`, `metrics`.
    package var endpoint: String
    /// `GET`, `PUT`.
    package var method: String
    package var path: String

    package init(endpoint: String, method: String = "GET", path: String) {
        self.endpoint = endpoint
        self.method = method
        self.path = path
    }
}
