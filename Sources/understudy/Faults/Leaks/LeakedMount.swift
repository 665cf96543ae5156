import Linux

extension Fault {
    static let leakedMount = Fault(
        name: "leaks/mount",
        title: "Every container leaves a mount behind in its bundle",
        because: "A bundle in which something is mounted can't be removed, and its snapshot neither.",
        expects: Expectation(facets: ["host/left/mounts", "host/left/mounts/names"], severity: "blocker"),
        scenarios: ["lifecycle/exits-at-once", "lifecycle/plain"]
    ) { _ in
        Misbehaviour(request: { call, stage in
            guard call.isTask("Delete"), call.key.exec.isEmpty, let bundle = stage[call.key]?.bundle, !bundle.isEmpty
            else { return nil }
            return .after { _ in
                let target = "\(bundle)/left"
                try? Files.makeDirectory(target)
                try? Mounts.mount(type: "tmpfs", source: "left", target: target, options: "size=4k")
            }
        })
    }
}
