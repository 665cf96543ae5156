import Drivers
import Host
import Linux
import Recordings

/// A lane's folders and cgroup on the host, and the place that each trial is given in them.
struct LaneGrounds: Sendable {
    /// Where sockets, fifos and runtimes' state lie: short, in memory.
    static let runRoot = "/run/kumite"
    /// Where bundles lie. Not below /run: Debian mounts that `noexec`, and a root file system there could run nothing.
    static let workRoot = "/var/lib/kumite"

    /// How long removing by force may take.
    private static let clearDeadline = Duration.seconds(10)

    let settings: Lane.Settings
    private let name: String
    private let layout: CgroupLayout
    /// The probe's copy on the bundles' file system, so that each bundle needs only a link.
    private let probe: String
    /// Holds the lane's cgroup while trials come and go, so that no runtime has to make it again each time.
    private let anchor: TrialCgroup
    private let lock: FolderLock

    private var runFolder: String { "\(Self.runRoot)/\(name)" }
    private var workFolder: String { "\(Self.workRoot)/\(name)" }

    init(_ settings: Lane.Settings) throws {
        self.settings = settings
        name = "\(settings.run).\(settings.number)"
        layout = try CgroupLayout.current()
        for folder in [Self.runRoot, Self.workRoot] { try Files.makeDirectories(folder, mode: 0o711) }
        try Files.makeDirectory("\(Self.runRoot)/\(name)", mode: 0o711)
        try Files.makeDirectory("\(Self.workRoot)/\(name)", mode: 0o711)
        lock = try FolderLock("\(Self.runRoot)/\(name)")
        probe = "\(Self.workRoot)/\(name)/probe"
        try Files.copy(settings.probe, to: probe, mode: 0o755)
        anchor = try TrialCgroup(run: settings.run, lane: "\(settings.number)", trial: "lane", layout: layout)
        try anchor.make()
    }

    /// Makes a trial's folders.
    func prepare(_ order: LaneOrder) throws -> TrialPlace {
        let trial = "t\(order.trial)"
        // Of one length for all trials of a run, so that no nonce is the beginning of another.
        let number = String(order.trial)
        let nonce = "\(settings.run)t" + String(repeating: "0", count: max(0, 6 - number.count)) + number
        let place = TrialPlace(
            nonce: nonce, folder: "\(workFolder)/\(trial)", sockets: "\(runFolder)/\(trial)",
            cgroup: try TrialCgroup(
                run: settings.run, lane: "\(settings.number)", trial: trial, layout: layout))
        try Files.makeDirectory(place.folder, mode: 0o711)
        for folder in ["bundles", "work"] { try Files.makeDirectory("\(place.folder)/\(folder)", mode: 0o711) }
        // The runtime's state folder is its caller's: containerd too makes it once and keeps it.
        try Files.makeDirectories("\(place.sockets)/state/\(place.nonce)", mode: 0o711)
        return place
    }

    /// A look at the host, as far as this trial could leave something in it.
    func snapshot(_ place: TrialPlace, knowing earlier: HostSnapshot? = nil) throws -> HostSnapshot {
        try HostSnapshot.take(place.scope, knowing: earlier)
    }

    /// Removes what the trial left and Kumite can remove, then the trial's own place.
    ///
    /// - Returns: What is still there, in words.
    func clear(_ place: TrialPlace, _ changes: HostChanges?) async -> [String] {
        let deadline = Stamp.after(Self.clearDeadline)
        var stuck: [String] = []
        do {
            let unremoved = try await changes?.removeLeft(place.scope, by: deadline) ?? []
            stuck += unremoved.map { "\($0.residue.kind.rawValue) \($0.residue.identity): \($0.why)" }
            stuck += try await place.cgroup.remove(by: deadline).map { "cgroup \($0.folder): \($0.why)" }
        } catch {
            stuck.append("\(error)")
        }
        for folder in [place.sockets, place.folder] {
            stuck += Files.removeTree(folder).map { "\($0)" }
        }
        return stuck
    }

    /// Gives the lane's own folders and cgroup back.
    func leave() async {
        _ = try? await anchor.remove(by: .after(Self.clearDeadline))
        for folder in [workFolder, runFolder] { _ = Files.removeTree(folder) }
        // Empty when this was the last lane; another lane's folder keeps them.
        for folder in [Self.workRoot, Self.runRoot] { try? Files.removeDirectory(folder) }
    }

    func setting(for order: LaneOrder, at place: TrialPlace, family: any ShimFamily) -> TrialSetting {
        TrialSetting(
            scenario: order.scenario, contender: order.contender, family: family, speaks: order.speaks,
            view: order.view, nonce: place.nonce, namespace: place.nonce, folder: place.folder,
            sockets: place.sockets, cgroup: place.cgroup.path, probe: probe, publisher: settings.publisher)
    }
}

/// What is one trial's own: names, folders, a cgroup.
struct TrialPlace: Sendable {
    var nonce: String
    var folder: String
    var sockets: String
    var cgroup: TrialCgroup
    /// What the session learned of: processes, and sockets outside our folders.
    var known = KnownThings()

    /// By what the trial's things are told from everyone else's.
    var scope: TrialScope {
        TrialScope(
            nonce: nonce, cgroup: cgroup.path, lane: ThisProcess.pid, folders: [folder, sockets],
            paths: known.paths, pids: Set(known.processes.map(\.identity.pid)))
    }
}
