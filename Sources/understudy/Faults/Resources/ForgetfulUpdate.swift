import Documents

extension Fault {
    static let forgetfulUpdate = Fault(
        name: "resources/update-forgets",
        title: "An update that says nothing of memory takes its limit away",
        because: "A change of the processor's share makes a pod a danger to the node.",
        expects: Expectation(facets: ["*/**/memory/limit"], step: "stats"),
        scenarios: ["update/one-leaves-the-other"]
    ) { _ in
        .update { resources in
            guard resources[["memory", "limit"]] == nil else { return }
            resources[["memory", "limit"]] = .integer(-1)
        }
    }
}
