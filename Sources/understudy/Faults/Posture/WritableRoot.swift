extension Fault {
    static let writableRoot = Fault(
        name: "posture/root-writable",
        title: "A root file system that was to be read-only can be written",
        because: "An attacker who is inside stays there: what he changes is there after the next start.",
        expects: Expectation(
            facets: ["*/guest/root/**", "*/guest/mounts/**", "*/**/stdout", "*/**/exit"], severity: "major"),
        scenarios: ["isolation/read-only-root"]
    ) { _ in .without("root", "readonly") }
}
