import Drivers
import Glibc
import Host
import Linux
import Recordings
import Synchronization

/// A lane's folders and cgroup on the host, and the place that each trial is given in them.
final class LaneGrounds: Sendable {
    /// Where bundles lie. Not below /run: Debian mounts that `noexec`, and a root file system there could run nothing.
    ///
    /// Each lane's folder in it is a file system of its own in memory, as /run is where containerd has its bundles: on a
    /// disk a trial waited up to 3 ms for folders to be made, behind the journal that the archive syncs (ext4).
    private static let workRoot = LaneFolder.workParent

    /// How long removing by force may take.
    private static let clearDeadline = Duration.seconds(10)

    let settings: Lane.Settings
    private let name: String
    private let layout: CgroupLayout
    /// The probe's copy on the bundles' file system, so that each bundle needs only a link.
    private let probe: String
    /// Holds the lane's cgroup while trials come and go, so that no runtime has to make it again each time.
    private let anchor: TrialCgroup
    /// Where sockets, fifos and runtimes' state lie: short, in memory; locked, with a register of what lies elsewhere.
    private let folder: LaneFolder
    private let last = Mutex<HostSnapshot?>(nil)
    /// Owners and modes as the host is to have them: as the lane found them first.
    ///
    /// Not as they were before each trial: with another lane's trial between, one could begin with what that changed,
    /// change it too after that was put back, and show no difference.
    private let rights = Mutex(HostRights.look())

    private var workFolder: String { "\(Self.workRoot)/\(name)" }

    init(_ settings: Lane.Settings) throws {
        self.settings = settings
        name = "\(settings.run)-\(settings.number)"
        layout = try CgroupLayout.current()
        folder = try LaneFolder(lane: name, run: settings.run)
        try Self.makeFolder("\(Self.workRoot)/\(name)")
        // Found by its place if the lane dies: what is mounted in a dead lane's folder is removed with that.
        try Mounts.mount(
            type: "tmpfs", source: "kumite", target: "\(Self.workRoot)/\(name)", options: "mode=711")
        probe = "\(Self.workRoot)/\(name)/probe"
        try Files.copy(settings.probe, to: probe, mode: 0o755)
        // Before it is made, so that it is found if the lane dies in between.
        try folder.register.add(.cgroup("/\(TrialCgroup.mark)\(settings.run)/\(settings.number)"))
        anchor = try TrialCgroup(run: settings.run, lane: "\(settings.number)", trial: "lane", layout: layout)
        try anchor.make()
    }

    /// Makes a lane's folder; another lane that leaves takes the folder above away when it was the last in it.
    private static func makeFolder(_ path: String) throws {
        for attempt in 1...8 {
            try Files.makeDirectories(workRoot, mode: 0o711)
            do {
                return try Files.makeDirectory(path, mode: 0o711)
            } catch let error as LinuxError where error.errno == ENOENT && attempt < 8 {
                continue
            }
        }
    }

    /// Makes a trial's folders.
    func prepare(_ order: LaneOrder) throws -> TrialPlace {
        let trial = "t\(order.trial)"
        // Of one length for all trials of a run, so that no nonce is the beginning of another.
        let number = String(order.trial)
        let nonce = "\(settings.run)t" + String(repeating: "0", count: max(0, 6 - number.count)) + number
        let place = TrialPlace(
            run: settings.run, nonce: nonce, folder: "\(workFolder)/\(trial)", sockets: "\(folder.path)/\(trial)",
            cgroup: try TrialCgroup(run: settings.run, lane: "\(settings.number)", trial: trial, layout: layout),
            isAlone: order.alone,
            claims: Claims { [register = folder.register] claim in
                // A claim that can't be written is only not found by a later `kumite clean`.
                try? register.add(Register.Entry(claim))
            })
        try Files.makeDirectory(place.folder, mode: 0o711)
        for part in ["bundles", "work"] { try Files.makeDirectory("\(place.folder)/\(part)", mode: 0o711) }
        // The runtime's state folder is its caller's: containerd too makes it once and keeps it.
        try Files.makeDirectories("\(place.sockets)/state/\(place.nonce)", mode: 0o711)
        return place
    }

    /// A look at the host, as far as this trial could leave something in it.
    ///
    /// What the lane's last look knew of processes is not read again: 3.6 ms instead of 8.5 with 70 processes.
    func snapshot(_ place: TrialPlace) throws -> HostSnapshot {
        let snapshot = try HostSnapshot.take(place.scope, knowing: last.withLock { $0 })
        last.withLock { $0 = snapshot }
        return snapshot
    }

    /// The look at the host with which a trial begins.
    func firstSnapshot(_ place: TrialPlace) throws -> HostSnapshot {
        var snapshot = try snapshot(place)
        snapshot.rights = rights.withLock { rights in
            rights = rights.repaired(by: snapshot.rights)
            return rights
        }
        return snapshot
    }

    /// What differs from a former look, of the trial's and of nobody's.
    func changes(of place: TrialPlace, since before: HostSnapshot) throws -> HostChanges {
        var found = before.changes(to: try snapshot(place), place.scope).withoutOthers()
        found.left.removeAll { place.isOwnCgroup($0.object) }
        return found
    }

    /// Removes what the trial left and Kumite can remove, and its cgroup.
    ///
    /// - Returns: What is still there, in words.
    func clear(_ place: TrialPlace, _ changes: HostChanges?) async -> [String] {
        let deadline = Stamp.after(Self.clearDeadline)
        var stuck: [String] = []
        do {
            if changes == nil { stuck += try await removeUnseen(place, by: deadline) }
            let unremoved = try await changes?.removeLeft(place.scope, by: deadline) ?? []
            stuck += unremoved.map { "\($0.residue.kind.rawValue) \($0.residue.identity): \($0.why)" }
            stuck += try await place.cgroup.remove(by: deadline).map { "cgroup \($0.folder): \($0.why)" }
        } catch {
            stuck.append("\(error)")
        }
        return stuck
    }

    /// Removes what a trial left at which nobody looked: whatever descends from the lane, which now runs nothing of its
    /// own, mounts in its folders, and the sockets that it was told of.
    private func removeUnseen(_ place: TrialPlace, by deadline: Stamp) async throws -> [String] {
        var stuck: [String] = []
        for process in try ProcessTable.ownDescendants() {
            guard let pidfd = try process.identity.open() else { continue }
            try process.identity.send(SIGKILL)
            if try await !Poller.shared.readable(pidfd, until: deadline) {
                stuck.append("process \(process.pid) (\(process.name)): it did not end after SIGKILL")
            }
        }
        for mount in try MountTable(of: 0).entries.reversed() where place.holds(mount.target) {
            try Mounts.unmount(mount.target, lazily: true)
        }
        if Files.exists("\(NamedNamespace.folder)/\(place.nonce)"), let why = NamedNamespace.remove(place.nonce) {
            stuck.append("network namespace \(place.nonce): \(why)")
        }
        for path in place.claims.sockets where Files.exists(path) {
            if let why = Leftovers.removeShimSocket(path) { stuck.append("socket \(path): \(why)") }
        }
        for change in rights.withLock({ $0 }).changes(to: .look()) {
            if let why = change.putBack() { stuck.append("\(change.path): \(why)") }
        }
        return stuck
    }

    /// Removes the trial's own folders.
    ///
    /// - Returns: What is still there, in words.
    func removeFolders(_ place: TrialPlace) -> [String] {
        [place.sockets, place.folder].flatMap { Files.removeTree($0) }.map { "\($0)" }
    }

    /// Gives the lane's own folders and cgroup back.
    func leave() async {
        _ = try? await anchor.remove(by: .after(Self.clearDeadline))
        // Also where a container that could not be ended still has a file of it open.
        _ = try? Mounts.unmount(workFolder, lazily: true)
        _ = Files.removeTree(workFolder)
        // Empty when this was the last lane; another lane's folder keeps it.
        try? Files.removeDirectory(Self.workRoot)
        folder.remove()
    }

    func setting(for order: LaneOrder, at place: TrialPlace, family: any ShimFamily) -> TrialSetting {
        var setting = TrialSetting(
            scenario: order.scenario, contender: order.contender, family: family, speaks: order.speaks,
            view: order.view, nonce: place.nonce, namespace: place.nonce, folder: place.folder,
            sockets: place.sockets, cgroup: place.cgroup.path, probe: probe, publisher: settings.publisher,
            claims: place.claims)
        setting.counters = order.counters ?? []
        // The lane's folder is where its own file system is mounted.
        setting.folderInFileSystem = String(place.folder.dropFirst(workFolder.count))
        return setting
    }
}

/// What is one trial's own: names, folders, a cgroup.
struct TrialPlace: Sendable {
    var run: String
    var nonce: String
    var folder: String
    var sockets: String
    var cgroup: TrialCgroup
    var isAlone: Bool
    /// What the session learned of: processes, and sockets outside our folders.
    var claims: Claims

    /// Whether it is the cgroup that the trial was given: runtimes make it on the way to the container's, and no shim
    /// is asked to remove it. What lies below it is somebody's leak.
    func isOwnCgroup(_ object: HostObject) -> Bool {
        if case .cgroup(let found) = object { found.path == cgroup.path } else { false }
    }

    /// Whether a lane of another run is there too: then what nobody owns can be its.
    private var othersAreThere: Bool {
        let names = (try? Directory(LaneFolder.parent).names(limit: 1024)) ?? []
        return names.contains { !$0.starts(with: Array("\(run)-".utf8)) }
    }

    /// Whether a path lies in one of the trial's folders.
    func holds(_ path: String) -> Bool {
        [folder, sockets].contains { path.hasPrefix($0 + "/") }
    }

    /// By what the trial's things are told from everyone else's.
    var scope: TrialScope {
        TrialScope(
            nonce: nonce, cgroup: cgroup.path, lane: ThisProcess.pid, folders: [folder, sockets],
            paths: claims.sockets, pids: claims.pids.subtracting(claims.guests), companions: claims.companions,
            guests: claims.guests, isAlone: isAlone && !othersAreThere)
    }
}

extension Register.Entry {
    fileprivate init(_ claim: Claims.Claim) {
        switch claim {
        case .process(_, let identity): self = .process(identity)
        case .socket(let path): self = .socket(path)
        case .networkNamespace(let name): self = .networkNamespace(name)
        }
    }
}
