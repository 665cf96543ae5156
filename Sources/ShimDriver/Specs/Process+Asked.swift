import OCI
import Scenarios

extension ProcessSpec {
    /// The arguments as they are executed: `probe` is the file at the root of the image.
    var programArguments: [String] {
        guard let first = arguments.first, !first.hasPrefix("/") else { return arguments }
        return ["/\(first)"] + arguments.dropFirst()
    }
}

extension Spec.Process {
    /// This process with what a scenario asks for; what it does not state stays.
    func asked(_ process: ProcessSpec) -> Spec.Process {
        var asked = self
        asked.args = process.programArguments
        asked.terminal = process.terminal ? true : nil
        asked.env = (asked.env ?? []) + process.environment
        if let directory = process.directory { asked.cwd = directory }
        let ids = (process.user ?? "").split(separator: ":").compactMap { UInt32($0) }
        if let uid = ids.first { asked.user = Spec.User(uid: uid, gid: ids.dropFirst().first ?? uid) }
        if !process.groups.isEmpty { asked.user.additionalGids = process.groups }
        if let umask = process.umask { asked.user.umask = umask }
        if let names = process.capabilities {
            let all = names.map { "CAP_\($0.uppercased())" }
            asked.capabilities = Spec.Capabilities(bounding: all, effective: all, permitted: all)
        }
        if let wanted = process.noNewPrivileges { asked.noNewPrivileges = wanted }
        if let adjustment = process.oomScoreAdjustment { asked.oomScoreAdj = adjustment }
        for (name, limit) in process.limits.sorted(by: { $0.key < $1.key }) {
            let type = "RLIMIT_\(name.uppercased())"
            asked.rlimits = (asked.rlimits ?? []).filter { $0.type != type }
                + [Spec.Rlimit(type, hard: limit.hard, soft: limit.soft)]
        }
        return asked
    }
}
