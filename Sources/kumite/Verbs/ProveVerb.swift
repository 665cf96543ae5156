import Archives
import ArgumentParser
import Documents
import Foundation
import Linux
import Matrices
import Proofs
import Recordings
import Reports
import Runs
import Scenarios

/// `kumite prove`: shows what of planted faults the library and the judge catch.
struct ProveVerb: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "prove", abstract: "Plants faults into a shim, and tells which of them are caught.",
        discussion: """
            An understudy stands before the shim and commits one named fault; another that only relays is the baseline, so
            that what the relay costs is on both sides. Each fault is one run, by the fault's own scenarios first, then
            tier pr, then the whole library. Beside each goes a run without any fault, whose alarms are counted.

            An interrupted proof, or one that only some parts were made of, goes on with --resume: what is known already
            is not tried again.

            Parts: \(ProofWish.Part.names). With --contender the judge is proved over your own shim: ten faults in five
            minutes, unless --faults, --sample or --budget say other.

            Exit codes: 0 everything that was tried was caught and nothing alarmed without a fault, 1 something was
            missed, alarmed without a fault, or a time was answered wrongly, 2 nothing could be tried in the budget, 3
            unfit host or infrastructure, 64 usage, 130 interrupted.
            """)

    @Option(help: "Only faults whose name matches: GLOB[,GLOB]; * is anything.")
    var faults: String?

    @Option(help: "So many faults, chosen by the seed over all families in turns.")
    var sample: Int?

    @Option(help: "How long it may take: 90s, 10m. What was not tried by then is said, and never counted as caught.")
    var budget: String?

    @Flag(help: "List the faults, and try none.")
    var list = false

    @Option(
        help: "The shim to prove over: a name of the matrix, or KEY=VALUE pairs as in `run`. Default: the baseline.")
    var contender: String?

    @Option(help: "The matrix file that the contender and the ledger are of.", completion: .file(extensions: ["yaml"]))
    var matrix: String?

    @Option(
        name: .customLong("library"), parsing: .singleValue,
        help: "Also this folder's scenarios, as in `run`; may be given more than once.", completion: .directory)
    var libraries: [String] = []

    @Option(
        help:
            "Which parts of the proof: PART[,PART] of \(ProofWish.Part.names). Default: all; of a sample faults, fault-free."
    )
    var parts: String?

    @Option(help: "So many runs without a fault over all scenarios of --tier, in place of one beside each fault.")
    var faultFree: Int?

    @Flag(
        help: """
            Run every scenario of --tier against every fault, print the cheapest set of them that catches all that is \
            caught, and list those that catch nothing that no other does.
            """)
    var minimal = false

    @Option(help: "The tier of --fault-free and --minimal: \(Tier.names).")
    var tier = Tier.pr.rawValue

    @Option(help: "How often a fault's own scenarios run on each side, before what the judge asks for.")
    var rounds = 3

    @Option(help: "The blocks in which each slow-down is recorded, of twenty trials a side: from 1 to 400.")
    var blocks = 40

    @Option(
        help: "The seed of every random order and resampling, of the sample, and of what is committed now and then.")
    var seed: UInt64?

    @Option(help: "The cgroup layout that trials see, as in `run`.")
    var cgroups: String?

    @Option(help: "How many trials run at a time, as in `run`.")
    var lanes: Int?

    @OptionGroup var terms: TermsOptions

    @Option(help: "The proof's folder, with a run folder for each fault; must not exist yet.", completion: .directory)
    var out: String?

    @Option(
        help: """
            Go on in the folder of a proof, with the options that it was begun with; --parts, --budget and --lanes can be \
            given anew.
            """, completion: .directory)
    var resume: String?

    @Flag(help: "Print the result as one JSON object, and nothing else on standard output.")
    var json = false

    /// What is tried over a shim of the user's own, where he does not say.
    private static let usualSample = 10
    private static let usualBudget = "5m"
    /// Trials a side in a block of a slow-down (issue: 40 blocks of 20 a side).
    private static let eachSide = 20

    func validate() throws {
        if resume != nil, let other = Self.fixed.first(where: { self[keyPath: $0.path] != nil })?.name {
            throw ValidationError("--resume goes on as the proof was begun; leave \(other) out")
        }
        if let budget, Quantity.nanoseconds(budget) ?? 0 == 0 {
            throw ValidationError("--budget takes a time like 90s or 10m, not \(budget)")
        }
        try check(sample, "--sample", 1...10_000)
        try check(faultFree, "--fault-free", 1...10_000)
        try check(rounds, "--rounds", 1...1000)
        try check(blocks, "--blocks", 1...400)
        try check(lanes, "--lanes", 1...64)
        try check(tier, "--tier", Tier.allCases.map(\.rawValue))
        try check(cgroups, "--cgroups", View.allCases.map(\.rawValue))
        for part in parts?.split(separator: ",") ?? [] {
            try check(String(part), "--parts", ProofWish.Part.allCases.map(\.rawValue))
        }
        if let parts, parts.split(separator: ",").isEmpty { throw ValidationError("--parts names no part") }
    }

    private func check(_ value: Int?, _ name: String, _ range: ClosedRange<Int>) throws {
        guard let value, !range.contains(value) else { return }
        throw ValidationError("\(name) takes a number from \(range.lowerBound) to \(range.upperBound)")
    }

    private func check(_ value: String?, _ name: String, _ known: [String]) throws {
        guard let value, !known.contains(value) else { return }
        throw ValidationError("\(name) takes one of \(known.joined(separator: ", ")), not \(value)")
    }

    /// What a proof that goes on has had its say on.
    private static var fixed: [(name: String, path: KeyPath<ProveVerb, String?>)] {
        [
            ("--faults", \.faults), ("--contender", \.contender), ("--matrix", \.matrix), ("--cgroups", \.cgroups),
            ("--out", \.out),
        ]
    }

    func run() async throws {
        guard let resume else { return try await prove(nil) }
        let progress = try ProofProgress.read(resume)
        var again = try Self.parse(progress.arguments)
        again.out = resume
        again.json = json
        again.seed = progress.record.seed
        again.parts = parts ?? again.parts
        again.lanes = lanes ?? again.lanes
        again.budget = budget
        try await again.prove(progress)
    }

    /// Makes a proof, or the rest of one.
    private func prove(_ progress: ProofProgress?) async throws {
        let all = try await FaultCatalogue.own()
        let chosen = try chosen(of: all)
        if list { return show(chosen) }
        try Root.require("prove")
        let interruption = try Interruption()
        let folders = HostFolders()
        defer { folders.restore() }
        let library = try Library.find(adding: libraries)
        try library.checkProbe()
        let seed = seed ?? UInt64.random(in: 0..<1 << 53)
        let wish = wish(chosen, seed: seed)
        let place = out ?? "runs/proof-\(Today.moment)-\(RunBeginning.nonce())"
        let ground = try await interruption.beginning { stop in
            try await ProofGround.choose(
                ProofGround.Wish(
                    matrix: matrix, contender: contender, view: cgroups.flatMap { View(rawValue: $0) },
                    terms: terms.wish, lanes: lanes ?? Lanes.fitting(), folder: place),
                library: library, interruption: interruption, stop)
        }
        let record = try await emptyRecord(ground, wish)
        let programs = try await ProofProgress.programs()
        try progress?.check(against: record, programs)
        let report =
            progress == nil ? try ProofReport(making: place, inRuns: out == nil) : ProofReport(in: place)
        let arguments = progress?.arguments ?? Array(CommandLine.arguments.dropFirst(2))
        Output.error(Printable.line("over       \(record.contender)"))
        Output.error("seed       \(seed)   \(wish.faults.count) faults   proof folder \(place)")
        var proving = Proving(ground: ground, wish: wish, record: progress?.record ?? record) {
            try ProofProgress(arguments: arguments, programs: programs, record: $0).keep(in: place)
        }
        try await proving.run()
        try report.write(proving.record)
        report.show(proving.record, json: json)
        if proving.isInterrupted {
            Output.error(Printable.line("what was proved is kept; go on with `kumite prove --resume \(place)`"))
            throw ExitCode(Interruption.code)
        }
        throw ExitCode(proving.record.exit)
    }

    private func chosen(of all: [Fault]) throws -> [Fault] {
        guard let faults else { return all }
        let globs = faults.split(separator: ",").map { Glob(String($0)) }
        for glob in globs where !all.contains(where: { glob.matches($0.name) }) {
            let near = nearest(to: glob.text, among: all.map(\.name)).map { "did you mean \($0)?" }
            throw Failure(
                doing: "choosing", to: "faults", why: "none matches \(glob.text)",
                now: near ?? "`kumite prove --list` shows them; * stands for anything", exit: Failure.usage)
        }
        return all.filter { fault in globs.contains { $0.matches(fault.name) } }
    }

    private func wish(_ chosen: [Fault], seed: UInt64) -> ProofWish {
        let isPlain = faults == nil && sample == nil && budget == nil && !minimal && faultFree == nil
        let count = sample ?? (contender != nil && isPlain ? Self.usualSample : nil)
        let limit = budget ?? (contender != nil && isPlain ? Self.usualBudget : nil)
        var ordered = inTurns(chosen, seed: seed)
        if let count {
            ordered = Array(ordered.filter { !$0.isOfTime && $0.uncatchable == nil }.prefix(count))
        }
        let named = parts?.split(separator: ",").compactMap { ProofWish.Part(rawValue: String($0)) }
        let usual: [ProofWish.Part] = count != nil || minimal ? [.faults, .faultFree] : ProofWish.Part.allCases
        return ProofWish(
            faults: ordered, parts: Set(named ?? usual), rounds: rounds, seed: seed,
            deadline: limit.flatMap { Quantity.nanoseconds($0) }.map { .after(.nanoseconds(Int64(clamping: $0))) },
            faultFree: faultFree, tier: Tier(rawValue: tier) ?? .pr, everything: minimal, blocks: blocks,
            eachSide: Self.eachSide)
    }

    private func emptyRecord(_ ground: ProofGround, _ wish: ProofWish) async throws -> ProofRecord {
        let identity = try await Identification.identity(
            of: ground.contender, families: Registry.families, faults: { try await .read(beside: ThisProcess.program) })
        let host = try await RunBeginning.hostFacts()
        return ProofRecord(
            kumite: Kumite.version, seed: wish.seed, asOf: Today.text,
            contender: "\(identity.summary), view \(ground.view.rawValue), as containerd \(ground.speaks) drives it",
            library: try ground.library.digest(),
            host: host.more.merging(
                [
                    "kernel": host.kernel, "architecture": host.architecture, "processors": "\(host.cpus)",
                    "memory": "\(host.memoryBytes >> 20) MiB", "cgroups": host.cgroups,
                ]
            ) { $1 }, rounds: wish.rounds,
            faultFree: FaultFree(
                over: wish.faultFree == nil ? "the scenarios of the fault before" : "tier \(wish.tier.rawValue)"))
    }

    private func show(_ faults: [Fault]) {
        guard !json else { return Output.json(faults) }
        for (family, members) in Dictionary(grouping: faults, by: \.family).sorted(by: { $0.key < $1.key }) {
            Output.text("\(family) (\(members.count))")
            for fault in members.sorted(by: { $0.name < $1.name }) {
                Output.text("  \(fault.name)  \(fault.title)")
                if let why = fault.uncatchable { Output.text("      can't be caught from outside: \(why)") }
                for parameter in fault.parameters {
                    let values = parameter.values.isEmpty ? "" : " (\(parameter.values.joined(separator: ", ")))"
                    Output.text(
                        "      \(parameter.name)=\(parameter.default)\(values)  \(parameter.meaning)")
                }
            }
        }
        Output.text("\(faults.count) faults; as a contender: understudy=NAME[:KEY=VALUE…]")
    }
}
