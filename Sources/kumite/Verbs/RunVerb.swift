import ArgumentParser
import Documents
import Drivers
import Foundation
import Judgement
import Linux
import Matrices
import Policies
import Runs
import Scenarios

/// `kumite run`: spars a baseline and a candidate.
struct RunVerb: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run", abstract: "Spars a baseline and a candidate, and says what differs.",
        discussion: """
            Without --matrix the pair is chosen: Kata's Go and Rust shims where both are installed and KVM can run a
            guest, else Debian's runc shim with runc and with crun.

            A contender is the name of one in the matrix, or KEY=VALUE pairs such as
            shim=/usr/bin/containerd-shim-runc-v2,runtime=/usr/bin/crun,name=crun
            """)

    @Option(help: "The matrix file: contenders, pairs, axes.", completion: .file(extensions: ["yaml"]))
    var matrix: String?

    @Option(
        name: .customLong("library"), parsing: .singleValue,
        help: "Also this folder's scenarios, their ids prefixed with its name; may be given more than once.",
        completion: .directory)
    var libraries: [String] = []

    @Option(help: "What you run today.")
    var baseline: String?

    @Option(help: "What you may move to.")
    var candidate: String?

    @Option(help: "A third that shows who is odd, in the areas it speaks for (without `speaks-for`, in all).")
    var reference: String?

    @Option(help: "Only scenarios whose id matches: GLOB[,GLOB]; * is anything.")
    var scenarios: String?

    @Option(help: "Only scenarios of this tier and those it contains: \(Tier.names).")
    var tier: String?

    @Option(
        help: """
            How often every scenario runs on each side, before what the judge asks for (default: \(Self.usualRounds)); \
            given, also the most blocks by which times are judged.
            """)
    var rounds: Int?

    @Option(help: "How long the blocks by which times are judged may take: 90s, 10m. Default: the policy's.")
    var budget: String?

    @Option(help: "The seed of every random order; the same seed plans the same trials.")
    var seed: UInt64?

    @Option(help: "How the contenders are driven: \(Registry.drivers.map(\.name).joined(separator: ", ")).")
    var driver: String?

    @Option(help: "The cgroup layout that trials see: host, legacy, unified. Default: one that both sides accept.")
    var cgroups: String?

    @Option(help: "Carry the same trials out in another order; what is found must not depend on it.")
    var shuffle = 0

    @Option(
        help: "How many trials run at a time; those whose times count run alone. Default: what this host can carry.")
    var lanes: Int?

    @Flag(
        inversion: .prefixedNo,
        help: "Whether trials look at the host before and after; without, leaks are not seen.")
    var snapshots = true

    @OptionGroup var terms: TermsOptions

    @Option(help: "The run folder; must not exist yet.", completion: .directory)
    var out: String?

    @Flag(help: "Also tell where the run's time went, on standard error.")
    var timings = false

    @Flag(help: "Print the result as one JSON object, and nothing else on standard output.")
    var json = false

    private static let usualRounds = 3

    private var budgetNanoseconds: UInt64? { budget.flatMap { Quantity.nanoseconds($0) } }

    func validate() throws {
        if let budget, budgetNanoseconds ?? 0 == 0 {
            throw ValidationError("--budget takes a time like 90s or 10m, not \(budget)")
        }
        guard (1...10_000).contains(rounds ?? Self.usualRounds) else {
            throw ValidationError("--rounds takes a number from 1 to 10000")
        }
        guard (1...64).contains(lanes ?? 1) else { throw ValidationError("--lanes takes a number from 1 to 64") }
        try Self.check(tier, "--tier", Tier.allCases.map(\.rawValue))
        try Self.check(cgroups, "--cgroups", View.allCases.map(\.rawValue))
        try Self.check(driver, "--driver", Registry.drivers.map(\.name))
    }

    private static func check(_ value: String?, _ name: String, _ known: [String]) throws {
        guard let value, !known.contains(value) else { return }
        throw ValidationError("\(name) takes one of \(known.joined(separator: ", ")), not \(value)")
    }

    func run() async throws {
        try Root.require("run")
        let interruption = try Interruption()
        let folders = HostFolders()
        defer { folders.restore() }
        let library = try Library.find(adding: libraries)
        try library.checkProbe()
        // Unusable terms are refused before anything is looked at; their ledger is that of the matrix.
        let named = try library.policy(named: terms.policy ?? "default")
        let limit = (tier ?? named.terms.tier).flatMap { Tier(rawValue: $0) }
        let chosen = try Selection(globs: scenarios, tier: limit).of(library.scenarios())
        guard !chosen.isEmpty else {
            throw Failure(
                doing: "choosing", to: "scenarios", why: "none is left", now: "choose another tier or pattern",
                exit: Failure.usage)
        }
        try refuseTooFewBlocks(named, chosen)
        let begun = try await interruption.beginning { stop in
            let pairing = try await Pairing.choose(
                Pairing.Wish(
                    matrix: matrix, baseline: baseline, candidate: candidate, reference: reference, driver: driver,
                    view: cgroups.flatMap { View(rawValue: $0) }), library: library)
            let policy = try terms.wish.policy(library, forMatrix: pairing.matrix.name)
            return try await RunBeginning(
                library: library, scenarios: chosen, pairing: pairing, rounds: rounds ?? Self.usualRounds,
                blockLimit: rounds, budgetNanoseconds: budgetNanoseconds, shuffle: shuffle,
                seed: seed ?? UInt64.random(in: 0..<1 << 53), lanes: lanes, snapshots: snapshots, out: out,
                arguments: Array(CommandLine.arguments.dropFirst()), policy: policy
            ).begin(stop)
        }
        try await RunEnding(
            folder: begun, lanes: lanes, snapshots: snapshots, library: library, json: json, timings: timings,
            interruption: interruption
        ).run()
    }

    /// Where times are judged, fewer blocks than the first look needs come to nothing.
    private func refuseTooFewBlocks(_ policy: Policy, _ scenarios: [Scenario]) throws {
        guard let rounds, rounds < TimingPlan.leastBlocks, !policy.gates.isEmpty, scenarios.contains(where: \.timed)
        else { return }
        throw Failure(
            doing: "planning", to: "timing under policy \(policy.name)",
            why: "times are judged by \(TimingPlan.leastBlocks) blocks at least, and --rounds allows \(rounds)",
            now: "give --rounds \(TimingPlan.leastBlocks) or more, or none, or a policy that does not gate",
            exit: Failure.usage)
    }
}
