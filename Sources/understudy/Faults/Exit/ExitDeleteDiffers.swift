extension Fault {
    static let exitDeleteDiffers = Fault(
        name: "exit/delete-differs",
        title: "Delete tells 0 where Wait and the event tell the code",
        because: "containerd keeps what Delete says when it has missed the event.",
        expects: Expectation(facets: ["*/**/exit"], severity: "blocker", step: "delete"),
        scenarios: ["exit/codes*", "exit/*"]
    ) { _ in
        .answers(["Delete": { call, reply, _ in reply.withExitStatus(of: call.method) { $0 == 0 ? nil : 0 } }])
    }
}
