/// What really ran: every binary behind a contender, with its digest and what it says of itself.
///
/// A matrix once tested one thing under many names (facts on peers); so no result stands without this.
package struct ContenderIdentity: Sendable, Hashable, Codable {
    package var name: String
    package var family: String
    package var release: String?
    /// The shim's binary.
    package var path: String
    /// SHA-256 of the shim's binary, hexadecimal.
    package var sha256: String
    /// What the shim prints when asked, its lines joined by `; `.
    package var version: String
    /// What `-info` answered, for the shims that know it; escaped text.
    package var info: String?
    package var configuration: ConfigurationIdentity?
    /// The other binaries that take part.
    package var parts: [PartIdentity]
    /// What of it could not be read, each in a line; nil where there is nothing.
    package var unread: [String]?

    package init(
        name: String, family: String, release: String?, path: String, sha256: String, version: String,
        info: String?, configuration: ConfigurationIdentity?, parts: [PartIdentity]
    ) {
        self.name = name
        self.family = family
        self.release = release
        self.path = path
        self.sha256 = sha256
        self.version = version
        self.info = info
        self.configuration = configuration
        self.parts = parts
    }
}

/// The configuration file that a contender was given.
package struct ConfigurationIdentity: Sendable, Hashable, Codable {
    package var path: String
    package var sha256: String
    /// What of it is not as in the file, each in a line; then the digest is that of the text as it is given to the shim.
    package var changes: [String]?
    /// What it sets; nil where the contender's family reads no configuration.
    package var settings: ConfigurationSettings?

    package init(path: String, sha256: String, settings: ConfigurationSettings? = nil) {
        self.path = path
        self.sha256 = sha256
        self.settings = settings
    }
}

/// What a configuration file sets, by the names that scenarios have for it.
package struct ConfigurationSettings: Sendable, Hashable, Codable {
    /// As in a scenario's `given.config`: `hypervisor/default_vcpus`.
    package var keys: [String]
    /// Annotations of pods that it lets through.
    package var annotations: [String]

    package init(keys: [String], annotations: [String] = []) {
        self.keys = keys
        self.annotations = annotations
    }
}

/// A binary or file behind a shim: `runtime`, `vmm`, `virtiofsd`, `kernel`, `image`.
package struct PartIdentity: Sendable, Hashable, Codable {
    package var role: String
    package var path: String
    package var sha256: String
    package var version: String

    package init(role: String, path: String, sha256: String, version: String) {
        self.role = role
        self.path = path
        self.sha256 = sha256
        self.version = version
    }
}
