/// One thing that Kumite needs or uses of a host, and how it is here.
package struct DoctorCheck: Hashable, Sendable, Codable {
    package enum State: String, Hashable, Sendable, Codable, CaseIterable {
        /// As it should be.
        case ok
        /// Something can't be done or shown here.
        case warn
        /// Nothing can be run like this.
        case fail
        /// Not installed, and not needed by everyone.
        case absent
    }

    /// What was looked at: `root`, `view legacy`, `tool crun`.
    package var check: String
    package var state: State
    /// What was found.
    package var detail: String
    /// What it means for a run; empty when it is ok.
    package var affects: String
    /// What to do; empty when there is nothing to do.
    package var mend: String

    package init(_ check: String, _ state: State, _ detail: String, affects: String = "", mend: String = "") {
        self.check = check
        self.state = state
        self.detail = detail
        self.affects = affects
        self.mend = mend
    }
}
