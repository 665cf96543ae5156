/// A first version of a scenario's file, valid as it stands.
package enum ScenarioScaffold {
    /// The text for an id, `area/name`; nil if that can be none.
    package static func text(id: String) -> String? {
        let parts = id.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, parts.allSatisfy({ Names.isName(String($0)) }) else { return nil }
        return """
            # What can be said here is in LANGUAGE.md; `kumite check` says what is wrong, by line and column.
            id: \(id)
            title: Say in one line what must hold
            because: Say who would miss this scenario, and what they would lose
            origin: ["a report, a CVE, or the clause of a specification that it stands for"]
            covers: [container-start, wait-exit]
            tier: nightly
            containers:
              main: { process: [probe, exit, "0"] }
            steps:
              - run: main
              - wait: main
                expect: { exit: 0 }
              - delete: main

            """
    }
}
