import Archives
import ArgumentParser
import Coverage
import Reports
import Runs

/// `kumite coverage RUN`: which critical paths each side ran, and which nobody did.
struct CoverageVerb: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "coverage", abstract: "Shows which critical paths both sides ran, and which nobody did.",
        discussion: """
            For runs whose contenders count what they run: shims built with `go build -cover` (coverage: go) or rustc's
            `-C instrument-coverage` (coverage: llvm). Functions reached of functions listed in
            Matrix/critical-paths.yaml, scenarios that reach them, what only one side runs, counters that were lost.
            Where counters were lost ≥ and ? stand for what is not known, and the state is unknown.
            """)

    @Argument(help: ArgumentHelp("The run folder.", valueName: "run"), completion: .directory)
    var folder: String

    @Option(help: ArgumentHelp("Show one critical path, function by function.", valueName: "id"))
    var reaching: String?

    @Option(help: ArgumentHelp("Of this cell only.", valueName: "name"))
    var cell: String?

    @Option(help: "Whose functions --lcov and --cobertura write: baseline or candidate.")
    var side = "candidate"

    @Option(help: "Write the functions that critical paths list to this file, as lcov.", completion: .file())
    var lcov: String?

    @Option(
        help: "Write the functions that critical paths list to this file, as Cobertura.",
        completion: .file(extensions: ["xml"]))
    var cobertura: String?

    @OptionGroup var sources: SourceOptions

    @Flag(help: "Print the result as JSON, and nothing else on standard output.")
    var json = false

    func validate() throws {
        guard ["baseline", "candidate"].contains(side) else {
            throw ValidationError("--side is baseline or candidate, not '\(side)'")
        }
    }

    func run() throws {
        var cells = try Covering.cells(of: RunReader(at: folder))
        guard !cells.isEmpty else {
            throw Failure(
                doing: "showing the coverage of", to: folder, why: "no contender of it counts what it runs",
                now: "give a contender `coverage: go` or `coverage: llvm`, built for it, and run again",
                exit: Failure.usage)
        }
        if let cell {
            let names = cells.map(\.cell).joined(separator: ", ")
            cells = cells.filter { $0.cell == cell }
            guard !cells.isEmpty else {
                throw Failure(
                    doing: "showing the coverage of", to: folder, why: "it has no instrumented cell '\(cell)'",
                    now: "name one of \(names)", exit: Failure.usage)
            }
        }
        let exported = cells.first.flatMap { side == "baseline" ? $0.baseline : $0.candidate }
        if lcov != nil || cobertura != nil, exported == nil {
            throw Failure(
                doing: "exporting the coverage of", to: folder, why: "the \(side) does not count what it runs",
                now: "name the other with --side", exit: Failure.usage)
        }
        if lcov != nil || cobertura != nil, let exported, exported.unknownFunctions > 0 {
            Output.error(
                "note: \(exported.lostTrials) trials of the \(side) lost counters: \(exported.unknownFunctions) of "
                    + "\(exported.functions.count) functions are written without a hit, and may have been run all the same"
            )
        }
        if let lcov, let exported { try ReportVerb.write(exported.lcov(test: side), to: lcov) }
        if let cobertura, let exported { try ReportVerb.write(exported.cobertura(source: "."), to: cobertura) }
        if let reaching, !cells.contains(where: { $0.table.rows.contains { $0.path == reaching } }) {
            throw Failure(
                doing: "showing the coverage of", to: folder,
                why: "no side lists the critical path '\(reaching)' in its code",
                now: "name one of " + Set(cells.flatMap { $0.table.rows.map(\.path) }).sorted().joined(separator: ", "),
                exit: Failure.usage)
        }
        var shown = cells.map(ReportedCoverage.init)
        try sources.add(to: &shown, of: reaching)
        show(shown)
    }

    private func show(_ cells: [ReportedCoverage]) {
        if json {
            var cells = cells
            if let reaching {
                for place in cells.indices { cells[place].table.rows.removeAll { $0.path != reaching } }
            }
            return Output.text(renderCoverageJSON(cells))
        }
        let style = TextStyle(width: Output.isSeen ? ProgressBar.width : 160, colours: Output.isSeen)
        if let reaching {
            let shown = cells.compactMap { renderReaching(reaching, $0, style: style) }
            if !shown.isEmpty { Output.text(shown.joined(separator: "\n")) }
            return
        }
        Output.text(cells.map { renderCoverage($0, style: style) }.joined(separator: "\n"))
    }
}
