import ArgumentParser
import Facets
import Foundation
import Judgement
import Linux
import Policies
import Recordings
import Reports

/// `kumite ledger …`: the known differences.
struct LedgerVerb: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ledger", abstract: "Keeps the known differences.", subcommands: [LedgerAdd.self])
}

/// `kumite ledger add FINDING`: writes down that a difference is known.
struct LedgerAdd: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "Writes an entry for a finding at the end of a ledger, and prints it.",
        discussion: """
            legal: the contract allows both, it is no finding any more. open: a known defect, reported and judged as if
            unknown. waived: the owner accepts it for a named release until a date. open and waived need --expires.

            What the entry is about, facet, contenders and scenarios, is taken from the finding unless it is given.
            """)

    @Argument(help: FindingReference.help)
    var finding: FindingReference

    @Option(help: "legal, open or waived.")
    var status: String

    @Option(help: "Who answers for the entry; of a waiver, who accepts it.")
    var owner: String

    @Option(help: "Why it is as it is; what was seen, with which versions.")
    var reason: String

    @Option(help: "Where it is told: an issue, a clause.")
    var link: String

    @Option(help: "The last day on which it holds, like 2027-05-31.")
    var expires: String?

    @Option(help: "The facets that it knows, a pattern. Default: the finding's.")
    var facet: String?

    @Option(help: "Whom it is about, like crun@1.8; can be given more than once. Default: the finding's odd side.")
    var contenders: [String] = []

    @Option(help: "In which scenarios, a pattern of ids; can be given more than once. Default: the finding's.")
    var scenarios: [String] = []

    @Option(
        help: "The ledger. Default: that of the run's matrix, in the library.", completion: .file(extensions: ["yaml"]))
    var file: String?

    @Flag(help: "Print the entry as one JSON object.")
    var json = false

    func validate() throws {
        guard let status = LedgerEntry.Status(rawValue: status) else {
            throw ValidationError("--status takes legal, open or waived, not \(status)")
        }
        for (name, value) in [("--owner", owner), ("--reason", reason), ("--link", link)]
        where !value.contains(where: { !$0.isWhitespace }) {
            throw ValidationError("\(name) must say something")
        }
        guard status == .legal || expires != nil else {
            throw ValidationError("an entry that is \(status.rawValue) needs --expires, the last day on which it holds")
        }
    }

    func run() throws {
        let path = try file ?? Library.find().ledgerFile(ofMatrix: RunReport.matrix(ofRun: finding.folder()))
        // What the ledger knows already is known, so that what followed from that can be found.
        let wish = PolicyWish(ledgers: try LedgerText.hasEntries(path) ? [path] : [])
        let found = try finding.found(wish)
        guard found.finding.class != .staleLedger else {
            throw Failure(
                doing: "adding", to: "an entry for \(finding.text)", why: "it is a finding about the ledger itself",
                now: "mend the entry that it names", exit: Failure.usage)
        }
        let text = try LedgerText.entry(
            facet: facet ?? found.finding.facet, contenders: contenders.isEmpty ? [whom(found)] : contenders,
            scenarios: scenarios.isEmpty ? Self.files(of: found.finding.scenarios) : scenarios, status: status,
            reason: reason, owner: owner, link: link, firstSeen: found.report.input.asOf, expires: expires)
        var others: [Finding] = []
        let entry = try LedgerText.append(text, to: path) { entry in
            let again = try found.judged(with: entry, wish)
            let before = Set(found.report.judged.findings.map(\.id))
            others = again.filter { $0.blocks && !before.contains($0.id) }
            guard found.isKnown(by: entry, again) else {
                throw Failure(
                    doing: "adding", to: "an entry for \(finding.text)",
                    why: "judged again with it, the finding is as unknown as before",
                    now: entry.status == .legal
                        ? "say with --facet, --contenders and --scenarios what it is about; a broken demand is never legal"
                        : "say with --facet, --contenders and --scenarios what it is about", exit: Failure.usage)
            }
        }
        for other in others {
            Output.error(
                Printable.line("what followed from it now stands for itself: \(other.facet), finding \(other.id)"))
        }
        if json { Output.json(entry) } else { Output.text("\(path):\(entry.line):\n\(text)") }
    }

    /// The contender that is odd; for a waiver with the release that was seen.
    private func whom(_ found: FoundFinding) throws -> String {
        let cell = found.report.input.cells.first { found.finding.cells.contains($0.name) }
        let name = found.finding.odd == "baseline" ? cell?.baseline.name : cell?.candidate.name
        guard let name, let contender = found.report.contenders.first(where: { $0.name == name }) else {
            throw Failure(
                doing: "adding", to: "an entry for \(finding.text)", why: "the run does not tell whom it is about",
                now: "say it with --contenders", exit: Failure.usage)
        }
        return status == LedgerEntry.Status.waived.rawValue ? contender.text : name
    }

    /// The ids of the scenarios' files, each once: all rows of one are meant.
    private static func files(of scenarios: [String]) -> [String] {
        Set(scenarios.map { String($0.prefix { $0 != "[" }) }).filter { !$0.isEmpty }.sorted()
    }
}

extension FoundFinding {
    /// What the judge finds with the entry beside what it knew.
    fileprivate func judged(with entry: LedgerEntry, _ wish: PolicyWish) throws -> [Finding] {
        try RunReport.read(folder) { used in
            var policy = try wish.policy(insteadOf: used)
            policy.ledger.append(entry)
            return policy
        }.judged.findings
    }

    /// Whether what the judge found with the entry has the finding as known, or not at all.
    fileprivate func isKnown(by entry: LedgerEntry, _ again: [Finding]) -> Bool {
        let same = again.filter { $0.id == finding.id && $0.class != .staleLedger }
        return entry.status == .legal ? same.isEmpty : same.allSatisfy { $0.ledger != nil }
    }
}
