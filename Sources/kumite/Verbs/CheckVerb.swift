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
            Scenarios, matrices, ledgers, policies, owners, critical paths, capabilities and tables of Kata's keys: what a
            file is, its place in a library tells, else its content.

            Prints nothing and exits 0 when all is right; else one line a problem, as
            file:line:column: what is wrong; did you mean …, and exits 64. A ledger's contender that no matrix names is
            told on standard error and is no problem: a run can name its own.
            """)

    @Flag(help: "Print the problems as one JSON list.")
    var json = false

    @Option(
        name: .customLong("library"), parsing: .singleValue,
        help:
            "Let files name what this added library's Matrix/ gives; without files, check all of it. May be given more than once.",
        completion: .directory)
    var libraries: [String] = []

    @Argument(help: "The files to check.", completion: .file(extensions: ["yaml"]))
    var files: [String] = []

    func validate() throws {
        guard !files.isEmpty || !libraries.isEmpty else { throw ValidationError("name a file, or a library") }
    }

    func run() throws {
        // Outside a library there is nothing that names could be held against; what is named must be one.
        let library = libraries.isEmpty ? try? Library.find() : try Library.find(adding: libraries)
        let added = library?.added ?? []
        let scenarios = ((library.map { [$0] } ?? []) + added.map(\.alone)).flatMap { $0.scenarioFiles() }
        let known = Checker.Known(
            paths: (try? library?.criticalPaths()).map { $0 + added.flatMap(\.paths) },
            capabilities: (try? library?.capabilities()).map { base in
                base.map(\.id) + added.flatMap { $0.capabilities + $0.prefixedCapabilities }
            }, scenarios: library.map { _ in scenarios.map { String($0.dropLast(".yaml".count)) } })
        let files = files.isEmpty ? added.flatMap(\.files) : files
        let hints = library.map(LedgerHints.init)
        let problems = try files.flatMap { file in
            let bytes = try Library.read(file)
            if let problems = KataLibrary.problems(bytes, file: file) { return problems }
            if Checker.kind(of: file, bytes) == .ledger {
                for hint in hints?.hints(bytes, file: file) ?? [] { Output.error(hint) }
            }
            return Checker.check(bytes, file: file, known: known)
        }
        if json {
            Output.json(problems)
        } else {
            for problem in problems { Output.text(problem.description) }
        }
        if !problems.isEmpty { throw ExitCode(Failure.usage) }
    }
}
