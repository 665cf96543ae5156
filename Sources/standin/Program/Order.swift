/// What the program is asked to do.
enum Order: Sendable, Hashable {
    case serve(Options)
    case clean(Options)
    case faults

    static let usage = """
        usage: standin serve FOLDER [OPTION VALUE]…    offers FOLDER/hypervisor.sock until its standard input ends
               standin clean FOLDER [OPTION VALUE]…    removes what a killed one, with the same --runtime and --cgroups, has left
               standin faults                          prints every fault that the guest can have, as JSON
          --runtime PATH         the OCI runtime that runs the containers (default: /usr/sbin/runc)
          --record FILE          where each call and each answer becomes a line, an observation of an archive
          --bundles FOLDER       bundles are taken from below this folder only, by a container's id where none is named
          --cgroups PATH         the cgroup, from the root of every hierarchy, in which containers have theirs (default: /)
          --delay MILLISECONDS   how much later than it could each answer is given (default: 0, at most 600000)
          --agent-version TEXT   what the agents say that their release is (default: 4.1.0)
          --fault NAME           the one thing that the guest does wrong
          --with NAME=VALUE      a parameter of the fault; can come again
        """

    init(_ arguments: [String]) throws(Misuse) {
        if arguments == ["faults"] {
            self = .faults
            return
        }
        guard arguments.count >= 2, !arguments[1].hasPrefix("-") else {
            throw Misuse("a verb and a folder are missing")
        }
        var options = Options(folder: arguments[1])
        var words = arguments[2...]
        while let name = words.popFirst() {
            guard let value = words.popFirst() else { throw Misuse("\(name) has no value") }
            try options.set(name, value)
        }
        switch arguments[0] {
        case "serve": self = .serve(options)
        case "clean": self = .clean(options)
        default: throw Misuse("there is no verb \(arguments[0])")
        }
    }
}

/// With what a stand-in is started.
struct Options: Sendable, Hashable {
    /// Its own folder.
    var folder: String
    var runtime = "/usr/sbin/runc"
    var record: String?
    var bundles: String?
    /// The cgroup in which containers have theirs; empty for the root.
    var cgroups = ""
    var delay = Duration.zero
    var agentVersion = "4.1.0"
    /// The fault of the guests, by name; none is a good one.
    var fault: String?
    /// The fault's parameters that are not as by default.
    var parameters: [String: String] = [:]

    init(folder: String) { self.folder = folder }

    fileprivate mutating func set(_ name: String, _ value: String) throws(Misuse) {
        switch name {
        case "--runtime": runtime = value
        case "--record": record = value
        case "--bundles": bundles = value
        case "--cgroups":
            do { cgroups = try Folders.cgroups(value) } catch { throw Misuse("--cgroups: \(error.words)") }
        case "--agent-version": agentVersion = value
        case "--fault": fault = value
        case "--with":
            let sides = value.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            guard sides.count == 2 else { throw Misuse("--with \(value) is not NAME=VALUE") }
            parameters[sides[0]] = sides[1]
        case "--delay":
            guard let milliseconds = Int(value), (0...600_000).contains(milliseconds) else {
                throw Misuse("--delay \(value) is not a number of milliseconds up to 600000")
            }
            delay = .milliseconds(milliseconds)
        default: throw Misuse("there is no option \(name)")
        }
    }
}

/// Why the program can't be what it was asked to be.
struct Misuse: Error, Sendable, Hashable, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}
