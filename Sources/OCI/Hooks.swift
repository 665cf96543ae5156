extension Spec {
    /// Programs that the runtime runs on the host at moments of a container's life.
    package struct Hooks: Codable, Sendable, Hashable {
        package var prestart: [Hook]?
        package var createRuntime: [Hook]?
        package var createContainer: [Hook]?
        package var startContainer: [Hook]?
        package var poststart: [Hook]?
        package var poststop: [Hook]?

        package init() {}
    }

    /// One such program; it finds the container's state as JSON on stdin.
    package struct Hook: Codable, Sendable, Hashable {
        /// Absolute; of `startContainer` inside the container, of all others on the host.
        package var path: String
        /// All arguments, the program's name first.
        package var args: [String]?
        package var env: [String]?
        /// Seconds.
        package var timeout: Int?

        package init(path: String, args: [String]? = nil, env: [String]? = nil, timeout: Int? = nil) {
            self.path = path
            self.args = args
            self.env = env
            self.timeout = timeout
        }
    }
}
