package import Host

/// What a trial needs beside its contender, a process or sockets of Kumite's own: started before it, recorded, stopped;
/// leaves nothing.
package protocol Companion: Sendable {
    /// What of `/run` must be the lane's own for it.
    var own: HostView.Own { get }

    /// Starts it for one trial; when this returns it serves.
    ///
    /// - Throws: `InfrastructureFailure` when it can't be had: then the trial says nothing of its contender.
    func start(for setting: TrialSetting, recorder: Recorder) async throws -> any RunningCompanion
}

/// A companion of one trial, while that lasts.
package protocol RunningCompanion: Sendable {
    /// Ends it, and hands what it has written down to the recorder; nothing of it is left then, whatever it was doing.
    func stop() async
}
