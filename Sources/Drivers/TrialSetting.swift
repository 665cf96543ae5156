package import Host
package import Matrices
package import Scenarios

/// What one trial is given: its scenario and contender, and names, folders and a cgroup of its own.
package struct TrialSetting: Sendable {
    package var scenario: Scenario
    package var contender: Contender
    package var family: any ShimFamily
    /// The containerd that is imitated: `1.6`, `1.7`, `2.1`, `2.3`.
    package var speaks: String
    package var view: View
    /// A text of the run and the trial, in every id, so that what was left can be told apart from others' things.
    package var nonce: String
    /// The containerd namespace of the trial.
    package var namespace: String
    /// The trial's own folder: bundles, runtime's state. Absolute, exists, empty.
    package var folder: String
    /// The same folder from the root of the file system that it lies in, as mount tables tell it; nil if not known.
    package var folderInFileSystem: String?
    /// A folder with a short path for sockets and fifos (a unix socket's path holds 107 bytes). Exists, empty.
    package var sockets: String
    /// The cgroup that every container of the trial lies under: absolute in each hierarchy, `/kumite/<lane>/<trial>`.
    package var cgroup: String
    /// The static program that is the workload's root file system.
    package var probe: String
    /// The `kumite` binary, which is the `-publish-binary` too.
    package var publisher: String
    /// Where a session tells what it has learned to be its contender's.
    package var claims: Claims
    /// Entries of the environment that tell an instrumented shim where to leave its counters; none for any other.
    package var counters: [String] = []
    /// Looks at the host for an `observe` step (see `Recorder.look`); nil where nobody looks.
    package var observer: HostObserver?

    package init(
        scenario: Scenario, contender: Contender, family: any ShimFamily, speaks: String, view: View, nonce: String,
        namespace: String, folder: String, sockets: String, cgroup: String, probe: String, publisher: String,
        claims: Claims = Claims(), observer: HostObserver? = nil
    ) {
        self.scenario = scenario
        self.contender = contender
        self.family = family
        self.speaks = speaks
        self.view = view
        self.nonce = nonce
        self.namespace = namespace
        self.folder = folder
        self.sockets = sockets
        self.cgroup = cgroup
        self.probe = probe
        self.publisher = publisher
        self.claims = claims
        self.observer = observer
    }

    /// The id that a container of the scenario has in this trial.
    package func identifier(of container: String) -> String { "\(nonce)-\(container)" }

    /// How long a call may take, nanoseconds; verbs as in ``ShimFamily/deadlineNanoseconds(of:)``.
    package func deadlineNanoseconds(of verb: String) -> UInt64 {
        min(family.deadlineNanoseconds(of: verb), mostNanoseconds)
    }

    /// The most that any call may take in this trial, whatever its family says.
    ///
    /// A family's deadlines are those of its virtual machines. Before a stand-in guest that does nothing wrong whole trials of
    /// Kata's Go shim took 0.3 to 0.8 s (3.9.0, two cores); what waits for 10 s waits, but for rare cases, for an exit that
    /// the shim has lost.
    package var mostNanoseconds: UInt64 {
        contender.hasStandin && scenario.given.guest == nil ? 10_000_000_000 : .max
    }
}
