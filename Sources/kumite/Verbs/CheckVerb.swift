import ArgumentParser
import Documents
import Runs

/// `kumite check FILE…`: validates without running.
struct CheckVerb: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Checks scenario, matrix, ledger and policy files without running anything.",
        discussion: """
            Prints nothing and exits 0 when all is right; else one line a problem, as
            file:line:column: what is wrong; did you mean …, and exits 64.
            """)

    @Flag(help: "Print the problems as one JSON list.")
    var json = false

    @Argument(help: "The files to check.", completion: .file(extensions: ["yaml"]))
    var files: [String]

    func run() throws {
        // Outside a library there is nothing that `covers` could be held against.
        let paths = try? Library.find().criticalPaths()
        let problems = try files.flatMap { Checker.check(try Library.read($0), file: $0, paths: paths) }
        if json {
            Output.json(problems)
        } else {
            for problem in problems { Output.text(problem.description) }
        }
        if !problems.isEmpty { throw ExitCode(Failure.usage) }
    }
}
