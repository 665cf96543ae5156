extension Fault {
    static let initForExec = Fault(
        name: "exit/init-for-exec",
        title: "An exec is reported to have ended with what its container's init tells, which is 0 while that runs",
        because: "A probe that fails is taken for one that succeeds: a sick pod gets traffic.",
        expects: Expectation(facets: ["*/**/exit"], severity: "blocker", step: "wait"),
        scenarios: ["exec/exit-code*", "time/exit-time", "exec/*"]
    ) { _ in
        .exits { key, status in key.exec.isEmpty || status == 0 ? nil : 0 }
    }
}
