package import Recordings

/// Looks at what only a family knows the place of: its state folders, its processes' groups, what it does to a network.
///
/// Nothing is looked at in a trial that is timed.
package protocol Observer: Sendable {
    /// Looks now. What can't be seen is told in the record with its reason; it never throws.
    func look(at moment: SightRecord.Moment) -> SightRecord
}
