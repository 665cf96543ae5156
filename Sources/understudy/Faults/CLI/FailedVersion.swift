import Linux

extension Fault {
    static let failedVersion = Fault(
        name: "cli/version-fails",
        title: "`-v` is refused",
        because: "Nobody can tell which shim a node runs, nor whether it has been mended.",
        expects: Expectation(facets: ["cli/**/rc"]),
        scenarios: ["cli/version"]
    ) { _ in
        Misbehaviour(beforeQuestion: { _, scene in
            guard scene.invocation.arguments == ["-v"] else { return nil }
            let said = Array("flag provided but not defined: -v".utf8)
            return .answer(ProgramOutcome(stdout: [], stderr: said, status: .exited(2)))
        })
    }
}
