import Archives
import ArgumentParser
import Foundation
import Judgement
import Matrices
import Policies
import Recordings
import Reports
import Runs
import Scenarios

/// `kumite compare A B`: two archives, of other machines, vendors or times.
struct CompareVerb: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "compare", abstract: "Compares the contenders of two runs; no trial is started.",
        discussion: """
            The first run's contender stands as the baseline, the second's as the candidate. What is comparable is
            compared: scenarios of the same text, driven in the same way. What differs between the hosts is listed under
            "not compared"; other versions of derive are refused. The policy is the second run's. Where both count what
            they run, it is said which functions of critical paths the second does not reach any more, and which it does
            now, whatever scenarios each had.

            8 trials a side or more can decide a difference, so make the runs with --rounds 8. Exit codes as of run.
            """)

    private static let roles = Role.allCases.map(\.rawValue)

    @Argument(help: ArgumentHelp("The first run's folder.", valueName: "first"), completion: .directory)
    var first: String

    @Argument(help: ArgumentHelp("The second run's folder.", valueName: "second"), completion: .directory)
    var second: String

    @Option(help: "Whose trials are taken of the first run: \(roles.joined(separator: ", ")).")
    var ofFirst = "candidate"

    @Option(help: "Whose trials are taken of the second run.")
    var ofSecond = "candidate"

    @Option(help: "Write the page to this file.", completion: .file(extensions: ["html"]))
    var html: String?

    @OptionGroup var sources: SourceOptions

    @Flag(help: "Print the result as one JSON object, and nothing else on standard output.")
    var json = false

    func validate() throws {
        for (name, value) in [("--of-first", ofFirst), ("--of-second", ofSecond)] where !Self.roles.contains(value) {
            throw ValidationError("\(name) takes one of \(Self.roles.joined(separator: ", ")), not \(value)")
        }
    }

    func run() throws {
        let folders = (RunName.folder(first), RunName.folder(second))
        let (a, b) = (try RunReader(at: folders.0), try RunReader(at: folders.1))
        let roles = (a: Role(rawValue: ofFirst) ?? .candidate, b: Role(rawValue: ofSecond) ?? .candidate)
        let (input, coverage) = try Comparing(roles: roles).compared(a, b)
        var report = try RunReport(comparing: input, a, b, roles)
        report.input.coverage = coverage.map(ReportedCoverage.init)
        try sources.add(to: &report.input.coverage)
        if let html { try ReportVerb.write(renderHTML(report.input), to: html) }
        if json || html == nil { report.show(json: json) }
        throw ExitCode(report.judged.exit)
    }
}

extension RunReport {
    /// What was judged of two runs, ready to be told.
    init(comparing input: JudgementInput, _ a: RunReader, _ b: RunReader, _ roles: (a: Role, b: Role)) throws {
        let (one, two) = (try a.header(), try b.header())
        func names(_ path: String) -> String { URL(fileURLWithPath: path).lastPathComponent }
        func identity(_ header: RunHeader, _ role: Role, _ name: String, _ ending: String) -> ContenderIdentity? {
            header.cells.compactMap { $0.identities[role.rawValue] }.first {
                $0.name == name || $0.name + ending == name
            }
        }
        let cells = input.cells.compactMap { cell -> ReportedCell? in
            guard let baseline = identity(one, roles.a, cell.baseline, "-first"),
                let candidate = identity(two, roles.b, cell.candidate, "-second")
            else { return nil }
            return ReportedCell(name: cell.name, baseline: baseline, candidate: candidate)
        }
        let judged = Judging.judged(input)
        self.init(
            judged: judged,
            input: ReportInput(
                judged: judged, run: "\(names(a.path)) and \(names(b.path))", policy: input.policy.name, cells: cells,
                titles: Dictionary(input.scenarios.map { ($0.id, $0.title) }) { first, _ in first },
                archive: "\(a.path), \(b.path)", version: Kumite.version, seed: input.seed, asOf: input.asOf),
            contenders: input.contenders)
    }
}
