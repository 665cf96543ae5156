import Documents

extension Fault {
    static let addedDevice = Fault(
        name: "posture/device-added",
        title: "A workload has the device /dev/fuse, which nobody asked for",
        because: "Every device is the kernel's code within reach.",
        expects: Expectation(
            facets: ["*/guest/devices/**", "*/guest/paths/**", "*/**/stdout", "*/guest/devices"]),
        scenarios: ["isolation/report", "isolation/devices"]
    ) { _ in
        .bundle { config in
            let fuse: JSONValue = .object([
                "path": .text("/dev/fuse"), "type": .text("c"), "major": .integer(10), "minor": .integer(229),
                "fileMode": .integer(0o666), "uid": .integer(0), "gid": .integer(0),
            ])
            let allowed: JSONValue = .object([
                "allow": .bool(true), "type": .text("c"), "major": .integer(10), "minor": .integer(229),
                "access": .text("rwm"),
            ])
            let devices = config[["linux", "devices"]]?.list ?? []
            guard !devices.contains(where: { $0["path"] == .text("/dev/fuse") }) else { return }
            config[["linux", "devices"]] = .list(devices + [fuse])
            let rules = config[["linux", "resources", "devices"]]?.list ?? []
            config[["linux", "resources", "devices"]] = .list(rules + [allowed])
        }
    }
}
