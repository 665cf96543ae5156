/// Who sees the end of children: a `Reaper`, or `PidfdWaiter` in a process that has none.
protocol Waiter: Sendable {
    /// Tells that a child is about to be made; the ticket goes to `watch` or `forget`.
    func expect() -> UInt64

    /// Sets the process's `ended` when it ends, also if it has ended already.
    func watch(_ process: SpawnedProcess, _ ticket: UInt64) throws

    /// Tells that the expected child was not made, or failed to start; a pid if the waiter has reaped it, or is about to
    /// say so.
    func forget(_ ticket: UInt64, reaping pid: Int32?)
}

/// The process's reaper, or the waiter by pidfd.
func currentWaiter() throws -> any Waiter {
    if let reaper = Reaper.installed { return reaper }
    return PidfdWaiter(poller: try Poller.shared)
}
