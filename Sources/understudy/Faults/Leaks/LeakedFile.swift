import Linux

extension Fault {
    static let leakedFile = Fault(
        name: "leaks/file",
        title: "Every container leaves a file behind in /run",
        because: "/run is memory, and nobody else removes what a shim put there.",
        expects: Expectation(facets: ["host/left/files", "host/left/files/names"], severity: "blocker"),
        scenarios: ["lifecycle/exits-at-once", "lifecycle/plain"]
    ) { _ in
        .afterDelete { id, stage in try? Files.write("\(stage.folder)/\(id).state", Array("stopped\n".utf8)) }
    }
}
