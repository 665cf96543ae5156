import Documents
import Drivers
import Glibc
import Host
import Linux
import Matrices
import Recordings
import Scenarios

/// A guest without a VM for one trial: `standin`, found beside `kumite`, and the sockets where a shim's log goes.
///
/// The lane's `/run` must be its own: what a shim takes by default for its hypervisor's socket leads to this one.
struct StandinGuest: Companion {
    /// How long it may take to serve: 10 to 40 ms.
    static let startDeadline = Duration.seconds(20)

    /// Where an OCI runtime for the guest is looked for where the contender names none.
    static let runtimes = ["/usr/sbin/runc", "/usr/bin/runc", "/usr/local/sbin/runc", "/usr/local/bin/runc"]

    /// Its program, beside another of Kumite's.
    static func program(beside kumite: String) -> String { "\(folder(of: kumite))/standin" }

    var own: HostView.Own { .run }

    static func folder(of path: String) -> String {
        String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)])
    }

    func start(for setting: TrialSetting, recorder: Recorder) async throws -> any RunningCompanion {
        let program = Self.program(beside: setting.publisher)
        guard access(program, X_OK) == 0 else { throw failure("finding", program, "it is no program") }
        guard let runtime = setting.contender.runtime ?? Self.runtimes.first(where: { access($0, X_OK) == 0 }) else {
            throw failure("finding", "runc", "the stand-in guest runs containers with it; name another with runtime:")
        }
        // The lane's: what lies in the trial's own would be looked at as the contender's.
        let place = StandinPlace(
            folder: "\(Self.folder(of: setting.sockets))/g", record: "\(setting.folder)/conversation.jsonl",
            cgroups: Self.folder(of: setting.cgroup), runtime: runtime, program: program)
        do {
            let logs = try LogSockets(recorder)
            do {
                return try await start(place, setting, recorder, logs)
            } catch {
                await logs.stop()
                throw error
            }
        } catch let error as InfrastructureFailure {
            throw error
        } catch {
            throw failure("starting", program, "\(error)")
        }
    }

    private func start(
        _ place: StandinPlace, _ setting: TrialSetting, _ recorder: Recorder, _ logs: LogSockets
    ) async throws -> RunningStandin {
        let (input, output) = (try Pipe(), try Pipe())
        var request = SpawnRequest(
            place.program, place.words(bundles: "\(setting.folder)/bundles", setting.scenario.given.guest),
            environment: Program.plainEnvironment + place.mark, directory: "/")
        request.descriptors = [0: input.reading, 1: output.writing, 2: output.writing]
        request.group = .session
        let process = try spawn(request)
        input.reading.close()
        output.writing.close()
        if let identity = try ProcessIdentity.of(process.pid) {
            setting.claims.add(.process(role: Claims.guest, identity))
        }
        let running = RunningStandin(
            place: place, process: process, input: input.writing, said: SaidLines(output.reading, try Poller.shared),
            logs: logs, recorder: recorder)
        guard let line = await running.said.first(until: .after(Self.startDeadline)),
            let ready = JSONValue(bytes: Array(line.utf8)), let mark = ready["mark"]?.text
        else {
            let words = await running.abandon()
            throw failure("starting", place.program, words.isEmpty ? "it does not say that it serves" : words)
        }
        try place.link(StandinConfiguration.socket)
        // What errors say of the guest's files, and of its containers on this host.
        recorder.record(.bound(Binding(kind: .path, value: place.folder, name: "guest")), at: Stamp.now.nanoseconds)
        recorder.record(.bound(Binding(kind: .id, value: mark, name: "guest")), at: Stamp.now.nanoseconds)
        return running
    }

    private func failure(_ doing: String, _ to: String, _ why: String) -> InfrastructureFailure {
        InfrastructureFailure(doing: doing, to: "the stand-in guest: \(to)", why: why)
    }
}

/// What a stand-in of one trial is started with.
struct StandinPlace: Sendable {
    /// Its own folder, short.
    var folder: String
    /// Where it writes down what it is asked.
    var record: String
    /// The lane's cgroup, in which its containers have theirs.
    var cgroups: String
    var runtime: String
    var program: String

    /// - Parameter guest: What the scenario has the guest do wrong, if anything.
    func words(bundles: String, _ guest: GuestSpec? = nil) -> [String] {
        let fault = (guest?.fault).map { ["--fault", $0] } ?? []
        let parameters = (guest?.parameters ?? [:]).sorted { $0.key < $1.key }.flatMap {
            ["--with", "\($0.key)=\($0.value)"]
        }
        return ["serve", folder, "--record", record, "--bundles", bundles, "--cgroups", cgroups, "--runtime", runtime]
            + fault + parameters
    }

    /// What removes all that one has left which was killed.
    var cleaning: [String] { [program, "clean", folder, "--runtime", runtime, "--cgroups", cgroups] }

    /// By this entry of its environment a later `kumite clean` knows whose it was: the run's name, as in the cgroup's.
    var mark: [String] {
        let first = cgroups.split(separator: "/").first ?? ""
        return first.hasPrefix(TrialCgroup.mark) ? ["KUMITE_RUN=\(first.dropFirst(TrialCgroup.mark.count))"] : []
    }

    /// Has the socket's usual place lead to the stand-in's.
    func link(_ socket: String) throws {
        try Files.makeDirectories(StandinGuest.folder(of: socket), mode: 0o755)
        _ = try? Files.remove(socket)
        try Files.makeLink(socket, to: "\(folder)/hypervisor.sock")
    }

    /// Removes what is the stand-in's by name, when it has ended.
    func remove(_ socket: String) -> [String] {
        _ = try? Files.remove(socket)
        // Only if nothing of others is there.
        _ = rmdir(StandinGuest.folder(of: socket))
        return Files.removeTree(folder).map { "\($0)" }
    }
}
