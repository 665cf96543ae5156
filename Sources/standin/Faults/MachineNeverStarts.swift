extension Fault {
    static let machineNeverStarts = Fault(
        name: "vm/never-starts",
        title: "The hypervisor never answers when a VM is to start",
        because: "Whoever waits for the pod waits for ever if the shim does.",
        parameters: [
            Parameter(
                name: "method", default: "StartVM", values: ["CreateVM", "StartVM", "StopVM"],
                meaning: "the call that is never answered")
        ]
    ) { .at($0[text: "method"], .silent) }
}
