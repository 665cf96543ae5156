import Glibc
import Linux

extension Fault {
    static let heldOutput = Fault(
        name: "cli/start-holds-output",
        title: "Something that `start` has left running holds its standard output",
        because: "containerd reads that to its end: it waits as long as the shim runs, and no container starts.",
        parameters: [Parameter(name: "seconds", default: "20", meaning: "for how long")],
        expects: Expectation(
            facets: ["*/**/hang", "*/**/error", "*/**/launch/**"], severity: "major", step: "create"),
        scenarios: ["lifecycle/exits-at-once"]
    ) { choices in
        let seconds = choices[number: "seconds"]
        return Misbehaviour(afterStart: { outcome, scene in
            guard outcome.isSuccess else { return nil }
            return .also { Leftover.holder(of: 1, seconds: seconds, named: scene.invocation.id) }
        })
    }
}
