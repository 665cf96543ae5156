/// What is done with a part of a guest's report before it is compared, and why.
///
/// Everything else is compared as it is, with the trial's own names in place.
struct GuestRule: Sendable {
    enum Treatment: Sendable {
        /// It is no facet.
        case leaveOut
        /// Something else is put in its place; given are the value and the whole report.
        case rewrite(@Sendable (_ value: GuestValue, _ report: GuestValue) -> GuestValue)
        /// A list whose order counts; that of others doesn't.
        case keepOrder
    }

    /// Which parts: the report's own names from its root on; `*` stands for any one.
    var path: [String]
    var because: String
    var treatment: Treatment

    init(_ path: String..., because: String, _ treatment: Treatment = .leaveOut) {
        self.path = path
        self.because = because
        self.treatment = treatment
    }

    func matches(_ path: [String]) -> Bool {
        path.count == self.path.count && zip(self.path, path).allSatisfy { $0 == "*" || $0 == $1 }
    }

    /// All of them.
    static let all: [GuestRule] = clocks + processes + files + network + mounts + limits + privileges + orders

    private static let clocks = [
        GuestRule("clocks", "monotonic", because: "Each trial runs at another time."),
        GuestRule("clocks", "realtime", because: "Each trial runs at another time."),
        GuestRule("clocks", "boot", because: "Each trial runs at another time."),
        GuestRule("memory", "availableKiB", because: "What is free changes all the time."),
        GuestRule("memory", "freeKiB", because: "What is free changes all the time."),
        GuestRule("sysctls", "kernel.random.boot_id", because: "It is another after each boot of a guest."),
        GuestRule("sysctls", "kernel.random.uuid", because: "It is another each time it is read."),
        GuestRule("sysctls", "kernel.ns_last_pid", because: "It counts the processes that ever were."),
        GuestRule("sysctls", "fs.file-nr", because: "It counts the files that are open on the host."),
        GuestRule("sysctls", "fs.inode-nr", because: "It counts the inodes that the host has in memory."),
    ]

    private static let pids: Treatment = .rewrite { value, report in GuestRewriting.pid(value, in: report) }

    private static let processes = [
        GuestRule("pid", because: "Only that it is init, or not, is the same in every trial.", pids),
        GuestRule("ppid", because: "A pid stands for what it refers to.", pids),
        GuestRule("pgid", because: "A pid stands for what it refers to.", pids),
        GuestRule("sid", because: "A pid stands for what it refers to.", pids),
        GuestRule("tty", "foreground", because: "A pid stands for what it refers to.", pids),
        GuestRule("processes", "*", "pid", because: "Only that it is init, or not, is the same in every trial.", pids),
        GuestRule("processes", "*", "ppid", because: "A pid stands for what it refers to.", pids),
        GuestRule("processes", "*", "state", because: "It changes from moment to moment."),
        GuestRule(
            "namespaces", "*",
            because: "The number of a namespace is a trial's own, but for those of the host's start.",
            .rewrite { value, _ in GuestRewriting.namespace(value) }),
    ]

    private static let files = [
        GuestRule("files", "/etc/mtab", "text", because: "The mount table is told by itself."),
        GuestRule(
            "files", "*", "size", because: "It counts the letters of the trial's own names in the text beside it."),
        GuestRule(
            "descriptors", "*", "to", because: "The number of a pipe or socket is a trial's own.",
            .rewrite { value, _ in GuestRewriting.descriptor(value) }),
    ]

    private static let network = [
        GuestRule("links", "*", "index", because: "The kernel counts the links that ever were."),
        GuestRule(
            "links", "*", "mac", because: "An address that the kernel made up is a trial's own.",
            .rewrite { value, _ in GuestRewriting.hardwareAddress(value) }),
        GuestRule(
            "addresses", because: "An address of version 6 that is only the link's is made of its hardware address.",
            .rewrite { value, _ in GuestRewriting.withoutLinkLocal(value) }),
        GuestRule("addresses", "*", "tentative", because: "The kernel looks for a twin for a second or two."),
        GuestRule("neighbours", because: "Who was talked to lately depends on the time."),
    ]

    private static let mounts = [
        GuestRule(
            "mounts", "*", "tags", because: "The number of a peer group is a trial's own.",
            .rewrite { value, _ in GuestRewriting.peerGroups(value) })
    ]

    private static let limits = [
        GuestRule(
            "cgroupLimits", "*", "limits", "*",
            because: "The lines of a control file stand in the order in which they were written.",
            .rewrite { value, _ in GuestRewriting.lines(value) })
    ]

    private static let privileges = [
        GuestRule(
            "capabilities", "*", because: "Names say more than sixteen digits.",
            .rewrite { value, _ in GuestRewriting.capabilities(value) })
    ]

    private static let orders = [
        GuestRule("argv", because: "The order of arguments counts.", .keepOrder),
        GuestRule("idMaps", "*", because: "The first range that fits counts.", .keepOrder),
    ]
}
