package import Archives

/// Who is told how a run goes on: a bar on a terminal, lines elsewhere, nobody in tests.
package protocol RunProgress: Sendable {
    /// A trial begins; so many of so many have ended.
    func began(_ trial: PlannedTrial, done: Int, total: Int)

    /// A trial has ended.
    func ended(_ trial: PlannedTrial, done: Int, total: Int)

    /// Something that the user should see at once, in one line.
    func note(_ text: String)
}

/// Nobody is told.
package struct NoProgress: RunProgress {
    package init() {}

    package func began(_ trial: PlannedTrial, done: Int, total: Int) {}
    package func ended(_ trial: PlannedTrial, done: Int, total: Int) {}
    package func note(_ text: String) {}
}
