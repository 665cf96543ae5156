/// By what a trial's things are told from everyone else's: other lanes run at the same time, and a host has its own life.
package struct TrialScope: Sendable {
    /// A text that is in every id of the trial; one of less than 6 bytes could be anywhere and isn't looked for.
    package var nonce: String
    /// The trial's cgroup, absolute in each hierarchy.
    package var cgroup: String?
    /// The process that every process of the trial descends from: the lane. Orphans come to it, as it is a subreaper.
    package var lane: Int32?
    /// Folders of the trial's own: what lies below them is the trial's.
    package var folders: [String]
    /// Sockets and files elsewhere that the trial was told of, by path: those in `/run/containerd/s`.
    package var paths: Set<String>
    /// Processes that the trial was told of.
    package var pids: Set<Int32>
    /// Those of them that are Kumite's own beside a contender's: never told as left behind, as they end with its shim.
    package var companions: Set<Int32>
    /// Processes that stand in for a guest: they and all that descends from them are none of the contender's, as what runs in
    /// a VM is not.
    package var guests: Set<Int32>
    /// Whether no other lane runs: then what nobody owns can be compared too.
    package var isAlone: Bool
    /// What is nobody's leak, each with its reason. Never applied to what is the trial's.
    package var ignoring: [IgnoreRule]

    package init(
        nonce: String, cgroup: String? = nil, lane: Int32? = nil, folders: [String] = [], paths: Set<String> = [],
        pids: Set<Int32> = [], companions: Set<Int32> = [], guests: Set<Int32> = [],
        isAlone: Bool = false, ignoring: [IgnoreRule] = IgnoreRule.standard
    ) {
        self.nonce = nonce
        self.cgroup = cgroup
        self.lane = lane
        self.folders = folders
        self.paths = paths
        self.pids = pids
        self.companions = companions
        self.guests = guests
        self.isAlone = isAlone
        self.ignoring = ignoring
    }

    /// Whether a text from outside carries the trial's nonce.
    func isMarked(_ text: String) -> Bool { nonce.utf8.count >= 6 && text.holds(nonce) }

    /// Whether a path is one of the trial's own.
    func owns(path: String) -> Bool {
        paths.contains(path) || folders.contains { path.isAtOrBelow($0) } || isMarked(path)
    }

    /// Whether a cgroup is one of the trial's own.
    func owns(cgroup path: String) -> Bool {
        if let cgroup, path.isAtOrBelow(cgroup) { return true }
        return isMarked(path)
    }
}
