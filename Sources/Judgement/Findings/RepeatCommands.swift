import Policies

/// The commands that repeat a finding: by the archive that holds it, and without.
///
/// The first repeats just it: its scenarios as they were archived, on the pair, in the view and by the terms of the run.
/// It needs the archive, wherever that is by then. The second needs only what the run itself needed.
struct RepeatCommands: Sendable {
    /// What repeats the whole run.
    let run: String
    private let archive: String?
    private let terms: [String]
    private let judgesTimes: Bool

    init(_ input: JudgementInput) {
        run = input.rerunPrefix
        archive = input.archive
        terms = input.terms
        judgesTimes = !input.policy.gates.isEmpty
    }

    /// The one command that repeats just a finding; of one that is of no scenario, what repeats the run.
    func command(_ id: String, in scenario: String) -> String {
        guard !scenario.isEmpty, let archive else { return withoutArchive(scenario) ?? run }
        return (["kumite", "rerun", "\(archive)#\(id)"] + terms).map(shellWord).joined(separator: " ")
    }

    /// What repeats a finding's scenario where its archive is not at hand; nil for one that is of no scenario.
    func withoutArchive(_ scenario: String) -> String? {
        guard !scenario.isEmpty else { return nil }
        // Often enough to settle what was seen. Where times are judged `--rounds` bounds their blocks, too.
        return "\(run) --scenarios \(shellWord(scenario))" + (judgesTimes ? "" : " --rounds \(settlingTrials)")
    }
}
