import Archives
import ArgumentParser
import Judgement
import Reports
import Runs

/// `kumite explain [RUN#]FINDING`: both recordings beside each other where they part.
struct ExplainVerb: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "Shows a finding side by side: both recordings around the place where they part.",
        discussion: """
            Calls, events and output with their times since the trial's begin; the scenario's demands and what they stand
            for; rates, evidence, what the ledger knows, what was set aside before comparing, and how to repeat it.
            """)

    @Argument(help: FindingReference.help)
    var finding: FindingReference

    @OptionGroup var terms: TermsOptions

    @Flag(help: "Print the explanation as one JSON object, and nothing else on standard output.")
    var json = false

    func run() throws {
        let found = try finding.found(terms.wish)
        let explanation = try Explaining.explanation(
            of: found.finding, in: RunReader(at: found.folder), hidden: found.report.judged.hidden)
        guard !json else { return Output.text(renderExplanationJSON(explanation)) }
        let style = TextStyle(width: Output.isSeen ? ProgressBar.width : 160, colours: Output.isSeen)
        Output.text(renderExplanation(explanation, style: style))
    }
}
