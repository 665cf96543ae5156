import ArgumentParser
import Documents
import Runs
import Scenarios

/// `kumite check FILE…`: validates without running.
struct CheckVerb: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Checks files of a library without running anything.",
        discussion: """
            Scenarios, matrices, ledgers, policies, owners, critical paths and capabilities: what a file is, its place in
            a library tells, else its content.

            Prints nothing and exits 0 when all is right; else one line a problem, as
            file:line:column: what is wrong; did you mean …, and exits 64.
            """)

    @Flag(help: "Print the problems as one JSON list.")
    var json = false

    @Argument(help: "The files to check.", completion: .file(extensions: ["yaml"]))
    var files: [String]

    func run() throws {
        // Outside a library there is nothing that names could be held against.
        let library = try? Library.find()
        let known = Checker.Known(
            paths: try? library?.criticalPaths(), capabilities: try? library?.capabilities().map(\.id),
            scenarios: library?.scenarioFiles().map { String($0.dropLast(".yaml".count)) })
        let problems = try files.flatMap { Checker.check(try Library.read($0), file: $0, known: known) }
        if json {
            Output.json(problems)
        } else {
            for problem in problems { Output.text(problem.description) }
        }
        if !problems.isEmpty { throw ExitCode(Failure.usage) }
    }
}
