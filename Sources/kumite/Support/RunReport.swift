import Archives
import Documents
import Foundation
import Judgement
import Matrices
import Policies
import Recordings
import Reports
import Runs
import Scenarios

/// A run folder judged and ready to be told.
struct RunReport {
    let judged: Judged
    var input: ReportInput
    /// Who the contenders are, as far as a ledger can name them.
    let contenders: [KnownContender]

    static let page = "derived/report.html"

    /// Judges what is in the folder; the same folder always gives the same.
    ///
    /// - Parameter wish: By which terms, if not by those of the run.
    static func read(_ path: String, _ wish: PolicyWish = PolicyWish()) throws -> RunReport {
        try read(path, options: wish.options, terms: wish.policy(insteadOf:))
    }

    /// Judges what is in the folder by the terms that are made of those of the run.
    ///
    /// - Parameter options: What names those terms on a command line.
    static func read(
        _ path: String, options: [String] = [], terms: (Policy) throws -> Policy
    ) throws -> RunReport {
        let reader = try RunReader(at: path)
        let contents = try reader.contents()
        let header = contents.header
        let policy = try terms(header.policy?.decoded(as: Policy.self) ?? .standard)
        let judging = try Judging.input(reader, policy: policy, terms: options, contents: contents)
        let judged = Judging.judged(judging)
        let cells = header.cells.compactMap { cell -> ReportedCell? in
            guard let baseline = cell.identities["baseline"], let candidate = cell.identities["candidate"] else {
                return nil
            }
            let definition = try? cell.definition.decoded(as: Cell.self)
            return ReportedCell(
                name: cell.name, baseline: baseline, candidate: candidate, reference: cell.identities["reference"],
                setup: definition?.setup?.rawValue, confounders: definition?.confounders ?? [])
        }
        let last = contents.journal.map(\.atWallNanoseconds).max() ?? header.startedAtWallNanoseconds
        var host = [
            HostFact(name: "kernel", value: header.host.kernel),
            HostFact(name: "architecture", value: header.host.architecture),
            HostFact(name: "processors", value: "\(header.host.cpus)"),
            HostFact(name: "memory", value: "\(header.host.memoryBytes >> 20) MiB"),
            HostFact(name: "cgroups", value: header.host.cgroups),
        ]
        host += header.host.more.sorted { $0.key < $1.key }.map { HostFact(name: $0.key, value: $0.value) }
        var input = ReportInput(
            judged: judged, run: URL(fileURLWithPath: path).lastPathComponent,
            policy: policy.name, cells: cells, host: host,
            titles: contents.scenarios.mapValues(\.title), scenarios: contents.reported(scenarioStates(judging)),
            startedAtWallNanoseconds: header.startedAtWallNanoseconds,
            elapsedNanoseconds: last - min(last, header.startedAtWallNanoseconds), archive: path,
            page: "\(path)/\(page)", version: header.kumite, seed: header.seed, asOf: header.asOf)
        input.coverage = try Covering.cells(contents.cells(), of: reader, judging).map(ReportedCoverage.init)
        return RunReport(
            judged: judged, input: input, contenders: try Judging.contenders(header))
    }

    /// The name of the matrix that a run was called with; of one that was chosen, the name that its ledger has.
    static func matrix(ofRun path: String) throws -> String {
        let header = try RunReader(at: path).header()
        let arguments = header.arguments
        let policy = try header.policy?.decoded(as: Policy.self) ?? .standard
        func name(_ path: String) -> String {
            URL(fileURLWithPath: path).deletingPathExtension().lastPathComponent
        }
        if let place = arguments.firstIndex(of: "--matrix"), place + 1 < arguments.count {
            return name(arguments[place + 1])
        }
        if let option = arguments.first(where: { $0.hasPrefix("--matrix=") }) {
            return name(String(option.dropFirst("--matrix=".count)))
        }
        return policy.ledger.first { $0.file.hasPrefix("Matrix/ledger/") }.map { name($0.file) } ?? "local"
    }

    /// Writes the default set into the run folder.
    func writeDefaults(into folder: RunFolder) throws {
        try folder.writeDerived("report.html", Array(renderHTML(input).utf8))
        try folder.writeDerived("report.txt", Array(renderText(input).utf8))
        try folder.writeDerived("report.json", Array(renderJSON(input).utf8))
        try folder.writeDerived("report.md", Array(renderMarkdown(input).utf8))
        try folder.writeDerived("junit.xml", Array(renderJUnit(input).utf8))
    }

    /// Prints where a run's time went.
    static func showSpending(of path: String) throws {
        let spending = try Spending(RunReader(at: path))
        Output.error(
            renderSpending(
                ReportedSpending(
                    parts: Spending.Part.allCases.map { ($0.rawValue, spending.parts[$0] ?? 0) },
                    scenarios: spending.scenarios.map { ($0.scenario, $0.trials, $0.nanoseconds) })))
    }

    /// Prints it: JSON alone, or text for people.
    func show(json: Bool) {
        guard !json else { return Output.text(renderJSON(input)) }
        let style = TextStyle(width: Output.isSeen ? ProgressBar.width : 100, colours: Output.isSeen)
        Output.text(renderText(input, style: style))
    }
}
