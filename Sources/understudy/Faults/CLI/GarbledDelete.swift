extension Fault {
    static let garbledDelete = Fault(
        name: "cli/delete-logs-to-stdout",
        title: "`delete` writes a line of its log before its answer",
        because: "containerd can not read the answer, and reports that the clean-up failed.",
        expects: Expectation(
            facets: ["cli/**/malformed", "*/**/malformed", "cli/**/exit", "cli/**/stdout", "*/**/exit"],
            severity: "major"),
        scenarios: ["cli/delete", "lifecycle/exits-at-once"]
    ) { _ in
        .delete { $0.stdout = Array("level=info msg=\"deleting\"\n".utf8) + $0.stdout }
    }
}
