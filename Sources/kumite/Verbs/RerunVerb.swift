import Archives
import ArgumentParser
import Foundation
import Judgement
import Linux
import Matrices
import Reports
import Runs
import Scenarios

/// `kumite rerun [RUN#]FINDING`: just that finding's scenarios again, on the same pair, in the same view.
struct RerunVerb: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rerun", abstract: "Repeats a finding's scenarios, and says whether it is seen again.",
        discussion: """
            Runs the scenarios as they were archived, on the contenders, in the view and under the policy of the run that
            the finding is of (or by --policy and --ledger, as the finding was told). Times are judged only where the
            finding is about one. Contenders whose binaries are others by now are named. Exit codes as of run.
            """)

    @Argument(help: FindingReference.help)
    var finding: FindingReference

    @OptionGroup var terms: TermsOptions

    @Option(help: "How often each scenario runs on each side, before what the judge asks for.")
    var rounds = 8

    @Option(help: "The seed of every random order.")
    var seed: UInt64?

    @Flag(inversion: .prefixedNo, help: "Whether trials look at the host before and after, as in `run`.")
    var snapshots = true

    @Option(help: "The new run's folder; must not exist yet.", completion: .directory)
    var out: String?

    @Flag(help: "Print the result as one JSON object, and nothing else on standard output.")
    var json = false

    func validate() throws {
        guard (1...10_000).contains(rounds) else { throw ValidationError("--rounds takes a number from 1 to 10000") }
    }

    func run() async throws {
        try Root.require("rerun")
        let interruption = try Interruption()
        let folders = HostFolders()
        defer { folders.restore() }
        let library = try Library.find()
        try library.checkProbe()
        let found = try finding.found(terms.wish)
        let folder = try await Repeating(
            finding: found.finding, of: RunReader(at: found.folder), wish: terms.wish, rounds: rounds,
            seed: seed ?? UInt64.random(in: 0..<1 << 53), out: out
        ).begin()
        let report = try await RunEnding(
            folder: folder, lanes: 1, snapshots: snapshots, library: library, json: json, timings: false,
            interruption: interruption
        ).carriedOut()
        let answer = Repeated(found.finding, in: report.judged)
        if json {
            Output.text(
                renderRepeatedJSON(found.finding, of: found.folder, answer, in: report.input))
        } else {
            Output.text(renderRepeated(found.finding, answer, in: report.input))
        }
        throw ExitCode(report.judged.exit)
    }
}
