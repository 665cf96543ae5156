package import Recordings

/// Who looks at the host for a session while a trial runs.
package protocol Observer: Sendable {
    /// What the host holds now and did not hold before the trial, or the other way round.
    ///
    /// - Throws: When the host can't be looked at.
    func difference(at moment: String) throws -> HostDifference
}
