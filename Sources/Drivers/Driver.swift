package import Recordings
package import Scenarios

/// A way to make a contender do what a scenario says: over its own API, or through a daemon.
package protocol Driver: Sendable {
    /// What it is called on the command line and in matrices: `shim`.
    var name: String { get }

    /// Why this driver cannot carry out the scenario with a shim of that family; empty when it can.
    func obstacles(to scenario: Scenario, of family: any ShimFamily) -> [String]

    /// Makes ready for one trial: folders, endpoint; no shim is started yet.
    ///
    /// - Throws: `InfrastructureFailure` when Kumite itself cannot provide what a trial needs.
    func open(_ setting: TrialSetting, recorder: Recorder) async throws -> any DriverSession
}

/// One trial's conversation with a contender.
package protocol DriverSession: Sendable {
    /// Carries out one step that is not made of others; what is seen goes to the recorder.
    ///
    /// It never throws: what a shim does wrong is an observation. It returns by the deadline, whatever the shim does.
    func perform(_ action: Action, as step: StepReference, deadlineNanoseconds: UInt64) async -> StepResult

    /// Has the family's own observer look; what it sees goes to the recorder. The session itself looks before and after.
    func look(at moment: SightRecord.Moment) async

    /// Ends the contender's part as its daemon would: deletes, shuts down, runs the shim's `delete`, waits for it to go.
    ///
    /// Afterwards nothing that the session itself made is left. What the contender left is for the trial to find.
    func tearDown() async
}

extension DriverSession {
    package func look(at moment: SightRecord.Moment) async {}
}

/// How a step went, and whether what it asked for was granted.
package struct StepResult: Sendable, Hashable {
    package var end: StepEnd
    /// Whether the contender did it: what a refused create, exec or start would have made never came to be.
    package var succeeded: Bool

    package init(_ end: StepEnd, succeeded: Bool) {
        self.end = end
        self.succeeded = succeeded
    }
}
