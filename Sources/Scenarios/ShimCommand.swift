/// A run of the shim's binary by a scenario.
package struct ShimCommand: Sendable, Hashable, Codable {
    /// What containerd puts before a shim's verb, and a scenario can leave out.
    package enum Option: String, Sendable, Hashable, Codable, CaseIterable {
        case namespace, address, publishBinary = "publish-binary", id, bundle
    }

    /// Which folder it is run in, and named as `-bundle`.
    package enum BundleChoice: String, Sendable, Hashable, Codable, CaseIterable {
        /// The container's own; the trial's folder if it has none.
        case own
        /// A path at which nothing is; run in the trial's folder.
        case missing
        /// A folder with nothing in it.
        case empty
        /// Another container's, as far as there is one in the trial.
        case foreign
    }

    /// The verb and what follows it; or flags alone.
    package var arguments: [String]
    /// The container it is about.
    package var about: Subject?
    package var without: [Option]
    package var bundle: BundleChoice
    /// Environment entries added to containerd's, `NAME=value`; an empty value takes the name away.
    package var environment: [String]
    /// What it finds on stdin; nil for what containerd gives.
    package var stdin: [UInt8]?

    package init(
        arguments: [String], about: Subject? = nil, without: [Option] = [], bundle: BundleChoice = .own,
        environment: [String] = [], stdin: [UInt8]? = nil
    ) {
        self.arguments = arguments
        self.about = about
        self.without = without
        self.bundle = bundle
        self.environment = environment
        self.stdin = stdin
    }
}
