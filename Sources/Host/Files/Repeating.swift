import Linux

/// Trying again what the kernel finishes in its own time and tells nobody of, as a v1 cgroup's last process.
enum Repeating {
    /// Repeats until `attempt` answers nil or a deadline has come: at once, then after 1, 2, 4 … at most 20 ms.
    ///
    /// - Returns: Nil, or what the last attempt answered: what is left.
    static func until<Left>(_ deadline: Stamp, _ attempt: () async throws -> Left?) async throws -> Left? {
        let poller = try Poller.shared
        var pause = Duration.milliseconds(1)
        while let left = try await attempt() {
            let next = Stamp.after(pause)
            guard next < deadline else { return left }
            try await poller.sleep(until: next)
            pause = min(pause * 2, .milliseconds(20))
        }
        return nil
    }
}
