package import Linux

/// A process that a shim has started, as /proc shows it.
package struct ShimChild: Sendable, Hashable {
    package var identity: ProcessIdentity
    /// Its command line, at most the first 64 words.
    package var arguments: [String]
    /// Whether it lives in the shim's own pid namespace: a workload mostly doesn't.
    package var isBesideShim: Bool

    package init(identity: ProcessIdentity, arguments: [String], isBesideShim: Bool) {
        self.identity = identity
        self.arguments = arguments
        self.isBesideShim = isBesideShim
    }
}
