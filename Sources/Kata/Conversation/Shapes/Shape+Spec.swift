// The OCI runtime specification as it travels to the agent.
extension Shape {
    static let process: [Field] = [
        Field(1, "terminal", .flag),
        Field(2, "consoleSize", .message([Field(1, "height", .number), Field(2, "width", .number)])),
        Field(
            3, "user",
            .message([
                Field(1, "uid", .number), Field(2, "gid", .number), Field(3, "additionalGids", .numbers),
                Field(4, "username", .text),
            ])),
        Field(4, "args", .list), Field(5, "env", .assignments), Field(6, "cwd", .text),
        Field(
            7, "capabilities",
            .message([
                Field(1, "bounding", .bag), Field(2, "effective", .bag), Field(3, "inheritable", .bag),
                Field(4, "permitted", .bag), Field(5, "ambient", .bag),
            ])),
        Field(8, "rlimits", .keyed(by: 1, ordered: false, [Field(2, "hard", .number), Field(3, "soft", .number)])),
        Field(9, "noNewPrivileges", .flag), Field(10, "apparmorProfile", .text), Field(11, "oomScoreAdj", .signed),
        Field(12, "selinuxLabel", .text),
    ]

    static let spec: [Field] = [
        Field(1, "ociVersion", .text), Field(2, "process", .message(process)),
        Field(3, "root", .message([Field(1, "path", .text), Field(2, "readonly", .flag)])),
        Field(4, "hostname", .text),
        Field(
            5, "mounts",
            .keyed(
                by: 1, ordered: true, [Field(2, "source", .text), Field(3, "type", .text), Field(4, "options", .bag)])),
        Field(
            6, "hooks",
            .message(
                [
                    (1, "prestart"), (2, "poststart"), (3, "poststop"), (4, "createRuntime"), (5, "createContainer"),
                    (6, "startContainer"),
                ].map { Field($0.0, $0.1, .records(hook)) })),
        Field(7, "annotations", .map), Field(8, "linux", .message(linux)),
    ]

    private static let hook: [Field] = [
        Field(1, "path", .text), Field(2, "args", .list), Field(3, "env", .bag), Field(4, "timeout", .signed),
    ]

    private static let linux: [Field] = [
        Field(1, "uidMappings", .records(idMapping)), Field(2, "gidMappings", .records(idMapping)),
        Field(3, "sysctl", .map), Field(4, "resources", .message(resources)), Field(5, "cgroupsPath", .text),
        Field(6, "namespaces", .keyed(by: 1, ordered: false, [Field(2, "path", .text)])),
        Field(
            7, "devices",
            .keyed(
                by: 1, ordered: false,
                [
                    Field(2, "type", .text), Field(3, "major", .signed), Field(4, "minor", .signed),
                    Field(5, "fileMode", .number), Field(6, "uid", .number), Field(7, "gid", .number),
                ])),
        Field(
            8, "seccomp",
            .message([
                Field(1, "defaultAction", .text), Field(2, "architectures", .bag), Field(3, "flags", .bag),
                Field(4, "syscalls", .digest),
            ])),
        Field(9, "rootfsPropagation", .text), Field(10, "maskedPaths", .bag), Field(11, "readonlyPaths", .bag),
        Field(12, "mountLabel", .text), Field(13, "intelRdt", .message([Field(1, "l3CacheSchema", .text)])),
    ]

    private static let idMapping: [Field] = [
        Field(1, "hostID", .number), Field(2, "containerID", .number), Field(3, "size", .number),
    ]

    static let resources: [Field] = [
        Field(
            1, "devices",
            .records([
                Field(1, "allow", .flag), Field(2, "type", .text), Field(3, "major", .signed),
                Field(4, "minor", .signed), Field(5, "access", .text),
            ])),
        Field(
            2, "memory",
            .message([
                Field(1, "limit", .signed), Field(2, "reservation", .signed), Field(3, "swap", .signed),
                Field(4, "kernel", .signed), Field(5, "kernelTCP", .signed), Field(6, "swappiness", .number),
                Field(7, "disableOOMKiller", .flag),
            ])),
        Field(
            3, "cpu",
            .message([
                Field(1, "shares", .number), Field(2, "quota", .signed), Field(3, "period", .number),
                Field(4, "realtimeRuntime", .signed), Field(5, "realtimePeriod", .number), Field(6, "cpus", .text),
                Field(7, "mems", .text),
            ])),
        Field(4, "pids", .message([Field(1, "limit", .signed)])),
        Field(
            5, "blockIO",
            .message(
                [
                    Field(1, "weight", .number), Field(2, "leafWeight", .number),
                    Field(3, "weightDevice", .records(weight)),
                ]
                    + [
                        (4, "throttleReadBpsDevice"), (5, "throttleWriteBpsDevice"), (6, "throttleReadIOPSDevice"),
                        (7, "throttleWriteIOPSDevice"),
                    ].map { Field($0.0, $0.1, .records(throttle)) })),
        Field(6, "hugepageLimits", .keyed(by: 1, ordered: false, [Field(2, "limit", .number)])),
        Field(
            7, "network",
            .message([
                Field(1, "classID", .number),
                Field(2, "priorities", .keyed(by: 1, ordered: false, [Field(2, "priority", .number)])),
            ])),
    ]

    private static let weight: [Field] = [
        Field(1, "major", .signed), Field(2, "minor", .signed), Field(3, "weight", .number),
        Field(4, "leafWeight", .number),
    ]

    private static let throttle: [Field] = [
        Field(1, "major", .signed), Field(2, "minor", .signed), Field(3, "rate", .number),
    ]
}
