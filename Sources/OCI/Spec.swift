/// What a container is to be: the part of the OCI runtime specification 1.0.2 that is written here.
///
/// Member names are those of the specification, and of its JSON.
package struct Spec: Codable, Sendable, Hashable {
    package var ociVersion: String
    package var process: Process?
    package var root: Root
    package var hostname: String?
    package var mounts: [Mount]
    package var hooks: Hooks?
    package var linux: Linux
    package var annotations: [String: String]?

    package init(
        ociVersion: String = "1.0.2", process: Process?, root: Root = Root(), hostname: String? = nil,
        mounts: [Mount] = [], hooks: Hooks? = nil, linux: Linux, annotations: [String: String]? = nil
    ) {
        self.ociVersion = ociVersion
        self.process = process
        self.root = root
        self.hostname = hostname
        self.mounts = mounts
        self.hooks = hooks
        self.linux = linux
        self.annotations = annotations
    }

    /// Where the root file system lies, relative to the bundle.
    package struct Root: Codable, Sendable, Hashable {
        package var path: String
        package var readonly: Bool?

        package init(path: String = "rootfs", readonly: Bool? = nil) {
            self.path = path
            self.readonly = readonly
        }
    }

    /// One mount inside the container; they are made in the order of the list.
    package struct Mount: Codable, Sendable, Hashable {
        package var destination: String
        package var type: String?
        package var source: String?
        package var options: [String]?

        package init(_ destination: String, type: String?, source: String?, options: [String]? = nil) {
            self.destination = destination
            self.type = type
            self.source = source
            self.options = options
        }
    }
}
