// What is asked of the agent, its health service and the remote hypervisor, by method.
extension Shape {
    /// The fields of a request; nil for a method that nobody knows, whose fields all show as unknown.
    static func request(_ service: String, _ method: String) -> [Field]? {
        switch service {
        case "hypervisor.Hypervisor": hypervisor[method]
        case "grpc.Health": ["Check", "Version"].contains(method) ? [Field(1, "service", .text)] : nil
        default: agent[method]
        }
    }

    private static let hypervisor: [String: [Field]] = [
        "CreateVM": [
            Field(1, "id", .text), Field(2, "annotations", .map), Field(3, "network-namespace", .presence),
        ],
        "StartVM": [Field(1, "id", .text)],
        "StopVM": [Field(1, "id", .text)],
        "Version": [Field(1, "version", .text)],
    ]

    private static let container: [Field] = [Field(1, "container", .text)]
    private static let processOf: [Field] = [Field(1, "container", .text), Field(2, "exec", .text)]

    private static let user = Shape.message([
        Field(1, "uid", .text), Field(2, "gid", .text), Field(3, "additionalGids", .bag),
    ])

    private static let storages = Shape.keyed(
        by: 6, ordered: true,
        [
            Field(1, "driver", .text), Field(2, "driver-options", .bag), Field(3, "source", .text),
            Field(4, "fstype", .text), Field(5, "options", .bag),
            Field(
                7, "fs-group",
                .message([Field(2, "id", .number), Field(3, "policy", .word(["always", "on-root-mismatch"]))])),
            Field(8, "shared", .flag),
        ])

    private static func ports(from first: Int) -> [Field] {
        ["stdin-port", "stdout-port", "stderr-port"].enumerated().map { Field(first + $0.offset, $0.element, .number) }
    }

    private static let address: [Field] = [
        Field(1, "family", .word(["v4", "v6"])), Field(2, "address", .text), Field(3, "mask", .text),
    ]

    private static let agent: [String: [Field]] = [
        "CreateContainer": [
            Field(1, "container", .text), Field(2, "exec", .text), Field(3, "user", user),
            Field(
                4, "devices",
                .keyed(
                    by: 4, ordered: false,
                    [
                        Field(1, "id", .text), Field(2, "type", .text), Field(3, "vm-path", .text),
                        Field(5, "options", .bag),
                    ])),
            Field(5, "storages", storages), Field(6, "spec", .message(spec)), Field(7, "sandbox-pidns", .flag),
            Field(
                8, "shared-mounts",
                .keyed(
                    by: 1, ordered: false,
                    [
                        Field(2, "source-container", .text), Field(3, "source-path", .text),
                        Field(4, "target-container", .text), Field(5, "target-path", .text),
                    ])),
        ] + ports(from: 9),
        "StartContainer": container,
        "RemoveContainer": container + [Field(2, "within", .number)],
        "ExecProcess": processOf + [Field(3, "user", user), Field(4, "process", .message(process))] + ports(from: 5),
        "SignalProcess": processOf + [Field(3, "signal", .number)],
        "WaitProcess": processOf,
        "UpdateContainer": container + [Field(2, "resources", .message(resources))],
        "StatsContainer": container,
        "PauseContainer": container,
        "ResumeContainer": container,
        "WriteStdin": processOf,
        "ReadStdout": processOf + [Field(3, "most", .number)],
        "ReadStderr": processOf + [Field(3, "most", .number)],
        "CloseStdin": processOf,
        "TtyWinResize": processOf + [Field(3, "rows", .number), Field(4, "columns", .number)],
        "CreateSandbox": [
            Field(1, "hostname", .text), Field(2, "dns", .list), Field(3, "storages", storages),
            Field(4, "sandbox-pidns", .flag), Field(5, "sandbox", .text), Field(6, "guest-hook-path", .text),
            Field(7, "kernel-modules", .keyed(by: 1, ordered: true, [Field(2, "parameters", .list)])),
        ],
        "DestroySandbox": [],
        "RemoveStaleVirtiofsShareMounts": [],
        "UpdateInterface": [
            Field(
                1, "interface",
                .message([
                    Field(1, "device", .text), Field(2, "name", .text), Field(3, "addresses", .recordBag(address)),
                    Field(4, "mtu", .number), Field(5, "hardware-address", .presence), Field(6, "device-path", .text),
                    Field(7, "type", .text), Field(8, "flags", .number),
                ]))
        ],
        "UpdateRoutes": [
            Field(
                1, "routes",
                .message([
                    Field(
                        1, "all",
                        .recordBag([
                            Field(1, "dest", .text), Field(2, "gateway", .text), Field(3, "device", .text),
                            Field(4, "source", .text), Field(5, "scope", .number),
                            Field(6, "family", .word(["v4", "v6"])), Field(7, "flags", .number),
                            Field(8, "mtu", .number),
                        ]))
                ]))
        ],
        "UpdateEphemeralMounts": [Field(1, "storages", storages)],
        "ListInterfaces": [],
        "ListRoutes": [],
        "AddARPNeighbors": [
            Field(
                1, "neighbours",
                .message([
                    Field(
                        1, "all",
                        .recordBag([
                            Field(1, "address", .message(address)), Field(2, "device", .text),
                            Field(3, "hardware-address", .presence), Field(4, "state", .signed),
                            Field(5, "flags", .signed),
                        ]))
                ]))
        ],
        "GetIPTables": [Field(1, "ipv6", .flag)],
        "SetIPTables": [Field(1, "ipv6", .flag)],
        "OnlineCPUMem": [Field(1, "wait", .flag), Field(2, "cpus", .number), Field(3, "cpus-only", .flag)],
        "ReseedRandomDev": [],
        "GetGuestDetails": [Field(1, "memory-block-size", .flag), Field(2, "memory-probe", .flag)],
        "MemHotplugByProbe": [Field(1, "addresses", .numbers)],
        "SetGuestDateTime": [Field(1, "seconds", .presence), Field(2, "microseconds", .elsewhere)],
        "CopyFile": [
            Field(1, "path", .text), Field(2, "size", .signed), Field(3, "mode", .number),
            Field(4, "folder-mode", .number), Field(5, "uid", .signed), Field(6, "gid", .signed),
            Field(7, "offset", .signed),
        ],
        "GetOOMEvent": [],
        "AddSwap": [Field(1, "pci-path", .numbers)],
        "AddSwapPath": [Field(1, "path", .text)],
        "GetMetrics": [],
        "SetPolicy": [Field(1, "policy", .digest)],
        "GetDiagnosticData": [Field(1, "type", .text), Field(2, "container", .text)],
        "GetVolumeStats": [Field(1, "path", .text)],
        "ResizeVolume": [Field(1, "path", .text), Field(2, "size", .number)],
    ]
}
