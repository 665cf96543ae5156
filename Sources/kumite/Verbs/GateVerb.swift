import ArgumentParser
import Judgement

/// `kumite gate RUN`: judges a run that has ended and exits with the gate's code; no trial is started by it.
struct GateVerb: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "gate", abstract: "Judges a run that has ended, under any policy, and exits with the gate's code.",
        discussion: """
            Starts no trial: what fresh trials would have to settle stays open. Without --policy the run's own holds; with
            one, that policy's terms, and the owners and the ledger as the run used them.

            Exit codes: 0 pass, 1 regression, 2 inconclusive, 3 unfit host or infrastructure, 64 usage.
            """)

    @Argument(
        help: ArgumentHelp("The run folder; without it the newest run.", valueName: "run"), completion: .directory)
    var folder: String?

    @OptionGroup var terms: TermsOptions

    @Flag(help: "Print the result as one JSON object, and nothing else on standard output.")
    var json = false

    func run() throws {
        let report = try RunReport.read(folder.map(RunName.folder) ?? RunName.newest(), terms.wish)
        report.show(json: json)
        throw ExitCode(report.judged.exit)
    }
}
