extension Fault {
    static let slowerWhole = Fault(
        name: "time/whole",
        title: "The launch and every call take so much longer",
        because: "The whole life of every pod does.",
        parameters: [.slower],
        expects: Expectation(
            facets: ["pod-ready", "pod-gone", "shim-start", "create-container", "start", "delete"],
            classes: ["regression"]),
        scenarios: ["lifecycle/plain"], deterministic: false
    ) { choices in
        let percent = choices[number: "percent"]
        var whole = Misbehaviour.slower(
            ["Create", "Start", "Kill", "Delete", "Exec", "State", "Connect", "Shutdown"], percent: percent)
        whole.afterStart = Misbehaviour.slowerStart(percent: percent).afterStart
        return whole
    }
}
