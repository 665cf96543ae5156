package import Matrices
package import Recordings
package import Scenarios

/// What Kumite knows of a family of shims: how it is found, asked, configured, started and dumped.
///
/// A new family is a new value conforming to this, never an `if` in the trial.
package protocol ShimFamily: Sendable {
    /// What matrices call it: `runc`, `kata`.
    var name: String { get }

    /// The contenders that are installed on this host.
    func installed() -> [Contender]

    /// The contenders below a folder, as an unpacked release, or of this host; and what of it could not be read.
    ///
    /// - Parameter folder: Absolute; nil for the host.
    func found(in folder: String?) -> FoundContenders

    /// What really stands behind a contender.
    ///
    /// - Parameter run: Runs a program with a deadline; its record is what it printed.
    /// - Throws: A `ContenderError` when a binary is missing, not executable, or says nothing.
    func identify(
        _ contender: Contender, run: @Sendable (_ purpose: String, _ arguments: [String]) async -> ProgramRecord
    ) async throws -> ContenderIdentity

    /// What a contender's configuration file sets; nil for a family whose shims read none.
    ///
    /// - Throws: A `ContenderError` when it is none that they could read.
    func settings(in configuration: [UInt8], of contender: Contender) throws -> ConfigurationSettings?

    /// The runtime options that the daemon would hand to the shim on stdin of `start` and in Create.
    func options(for contender: Contender, folder: String) -> TaskOptions?

    /// Entries of the environment that the shim is started with, beside those of a daemon.
    func environment(of contender: Contender) -> [String]

    /// The configuration file of a contender with keys set as a scenario asks: one file, drop-ins taken in.
    ///
    /// - Parameter keys: As in `given.config`; each one of `abilities.configurationKeys`.
    /// - Throws: A `ContenderError` when it has no configuration, or one that can't be read.
    func configuration(of contender: Contender, setting keys: [String: String]) throws -> [UInt8]

    /// The contenders of a cell with the configurations that they are given in a setup, and what differs all the same.
    ///
    /// - Throws: A `ContenderError` when a configuration can't be read.
    func prepare(
        baseline: Contender, candidate: Contender, setup: Setup?
    ) throws -> (baseline: Contender, candidate: Contender, confounders: [String])

    /// A contender with the configuration that it is given where nothing is to be aligned.
    func prepare(_ contender: Contender) throws -> Contender

    /// What shows that a contender's shim uses another configuration than the one it was told; nil where nothing does.
    ///
    /// - Parameters:
    ///   - task: The id of the first task of the shim.
    ///   - log: The beginning of what came through the shim's log pipe.
    func foreignConfiguration(of contender: Contender, task: String, log: [UInt8]) -> String?

    /// The socket at which a contender's shim answers questions by HTTP; nil where it has no such endpoint.
    ///
    /// - Parameters:
    ///   - name: As scenarios spell it: one of `abilities.endpoints`.
    ///   - task: The id of the first task of the shim.
    func endpoint(_ name: String, of contender: Contender, task: String) -> String?

    /// The root file system that a contender's shim is given where a scenario asks for one: another form, same content,
    /// where what is asked for can't reach its guest.
    func rootfs(_ asked: RootfsSpec, for contender: Contender) -> RootfsSpec

    /// What looks at a trial as only this family can; nil for one that has nothing of its own to look at.
    ///
    /// - Parameter setting: With the configuration that the trial's shim is really told.
    func observer(of setting: TrialSetting) -> (any Observer)?

    /// How long a call may take, nanoseconds: the verb as scenarios spell it, or `shim-start`, `shim-gone`, `shim-delete`.
    ///
    /// `first-create` is the create that the first container of a shim is made with.
    func deadlineNanoseconds(of verb: String) -> UInt64

    /// Whether a contender's shim is known to end before it has told everything when it is asked to shut down.
    ///
    /// Then a trial's tear-down asks only when the ends of its tasks were told, or a second has passed. A step that asks
    /// for a shutdown does so at once, as containerd does.
    func losesEventsAtShutdown(_ contender: Contender) -> Bool

    /// The signal that makes a contender's shim print its stacks into its log; nil where there is none, or it would end.
    func stackSignal(of contender: Contender) -> Int32?

    /// What turns this family's own observations into facets.
    var extractors: [any Extractor] { get }

    /// What it has names for that scenarios use.
    var abilities: FamilyAbilities { get }

    /// What a trial of a contender needs beside its shim; nil for most.
    func companion(of contender: Contender) -> (any Companion)?

    /// Whether a process that a contender's shim has started plays a role: one of `abilities`, but for `shim` and `events`.
    func plays(_ role: String, _ process: ShimChild, of contender: Contender) -> Bool
}

extension ShimFamily {
    package var abilities: FamilyAbilities { FamilyAbilities() }

    package func found(in folder: String?) -> FoundContenders {
        FoundContenders(contenders: folder == nil ? installed() : [])
    }

    package func settings(in configuration: [UInt8], of contender: Contender) throws -> ConfigurationSettings? { nil }

    package func environment(of contender: Contender) -> [String] { [] }

    package func configuration(of contender: Contender, setting keys: [String: String]) throws -> [UInt8] {
        throw ContenderError(
            contender: contender.name, doing: "setting", to: keys.keys.sorted().joined(separator: ", "),
            why: "its family reads no configuration", now: "leave `config` out of the scenario")
    }

    package func prepare(
        baseline: Contender, candidate: Contender, setup: Setup?
    ) throws -> (baseline: Contender, candidate: Contender, confounders: [String]) {
        (try prepare(baseline), try prepare(candidate), [])
    }

    package func prepare(_ contender: Contender) throws -> Contender { contender }

    package func foreignConfiguration(of contender: Contender, task: String, log: [UInt8]) -> String? { nil }

    package func companion(of contender: Contender) -> (any Companion)? { nil }

    package func endpoint(_ name: String, of contender: Contender, task: String) -> String? { nil }

    package func plays(_ role: String, _ process: ShimChild, of contender: Contender) -> Bool { false }

    package func losesEventsAtShutdown(_ contender: Contender) -> Bool { false }

    package func observer(of setting: TrialSetting) -> (any Observer)? { nil }

    package func rootfs(_ asked: RootfsSpec, for contender: Contender) -> RootfsSpec { asked }
}

/// What was found of a family's shims.
package struct FoundContenders: Sendable, Hashable {
    package var contenders: [Contender]
    /// What could not be read, or is not as it should be, each in a line.
    package var troubles: [String]

    package init(contenders: [Contender], troubles: [String] = []) {
        self.contenders = contenders
        self.troubles = troubles
    }
}

/// A `google.protobuf.Any` with a family's runtime options.
package struct TaskOptions: Sendable, Hashable {
    /// As the shims compare it: `containerd.runc.v1.Options`.
    package var typeURL: String
    /// The message's bytes.
    package var value: [UInt8]

    package init(typeURL: String, value: [UInt8]) {
        self.typeURL = typeURL
        self.value = value
    }
}

/// Why a contender cannot take part: the user's mistake, to be said before anything is run.
package struct ContenderError: Error, Sendable, CustomStringConvertible {
    package var contender: String
    /// What was being done: `asking the shim for its version`.
    package var doing: String
    package var to: String
    package var why: String
    package var now: String

    package init(contender: String, doing: String, to: String, why: String, now: String) {
        self.contender = contender
        self.doing = doing
        self.to = to
        self.why = why
        self.now = now
    }

    package var description: String { "contender \(contender): \(doing) \(to): \(why); \(now)" }
}
