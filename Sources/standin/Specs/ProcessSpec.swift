import AgentAPI
import Documents

/// The process of a specification, or of an exec, as the runtime reads it.
enum ProcessSpec {
    /// The `process` member.
    ///
    /// Left out is what the agent never applies: the AppArmor profile, and a user's name beside his number.
    static func json(of process: Grpc_Process) throws(AgentFailure) -> JSONValue {
        guard !process.args.isEmpty else { throw .refused("the process has no arguments") }
        let texts = process.args + process.env + [process.cwd]
        guard texts.allSatisfy({ !$0.utf8.contains(0) }) else {
            throw .refused("an argument, the environment or the folder of the process holds a zero")
        }
        var members = Members()
        members.put("args", .list(process.args.map(JSONValue.text)))
        members.put("cwd", .text(process.cwd.isEmpty ? "/" : process.cwd))
        members.put("env", process.env)
        members.put("terminal", process.terminal)
        members.put("user", user(process.user))
        members.put("noNewPrivileges", process.noNewPrivileges)
        members.put("oomScoreAdj", process.oomscoreAdj)
        members.put("selinuxLabel", process.selinuxLabel)
        if process.terminal, process.hasConsoleSize {
            var size = Members()
            size.put("height", JSONValue(process.consoleSize.height))
            size.put("width", JSONValue(process.consoleSize.width))
            members.put("consoleSize", size)
        }
        if process.hasCapabilities { members.put("capabilities", capabilities(process.capabilities)) }
        members.put("rlimits", process.rlimits.map(limit))
        return members.value
    }

    private static func user(_ user: Grpc_User) -> JSONValue {
        var members = Members()
        members.put("uid", JSONValue(user.uid))
        members.put("gid", JSONValue(user.gid))
        members.put("additionalGids", user.additionalGids.map { JSONValue($0) })
        return members.value
    }

    private static func capabilities(_ sets: Grpc_LinuxCapabilities) -> JSONValue {
        var members = Members()
        members.put("bounding", sets.bounding)
        members.put("effective", sets.effective)
        members.put("inheritable", sets.inheritable)
        members.put("permitted", sets.permitted)
        members.put("ambient", sets.ambient)
        return members.value
    }

    private static func limit(_ limit: Grpc_POSIXRlimit) -> JSONValue {
        .object(["type": .text(limit.type), "hard": JSONValue(limit.hard), "soft": JSONValue(limit.soft)])
    }
}
