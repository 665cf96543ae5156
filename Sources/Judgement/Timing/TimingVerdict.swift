import Foundation
import Policies
import Statistics

// What the comparisons of a cell come to.
extension TimingHearing {
    func verdict(
        of cell: String, _ keys: [TimingKey], _ decisions: [TimingKey: Decision], _ copies: [TimingKey: Decision],
        _ waived: Set<TimingKey>
    ) -> (Verdict, [String]) {
        guard !keys.isEmpty else {
            let why =
                input.isBeforeStandin(cell)
                ? "its guest is a stand-in, so only what is the shim's own time is judged, and \(gateNames) is not seen"
                : "none of its scenarios has \(gateNames)"
            return (.inconclusive, ["timing was not judged in \(cell): \(why)"])
        }
        switch plan?.refusal {
        case .noise:
            return (.unfit, ["\(cell): this host is unfit for timing: \(planText)"])
        case .budget, .blocks: return (.inconclusive, ["\(cell): timing was not judged: \(planText)"])
        case nil: break
        }
        for key in keys {
            // A host on which a shim differs from its own copy can tell no other difference either.
            guard let copy = copies[key], [.regression, .improvement].contains(copy.answer) else { continue }
            return (
                .unfit,
                [
                    "\(cell): this host is unfit for timing: a copy of the baseline is told \(copy.answer.rawValue) in "
                        + "\(key.measure) of \(key.scenario), \(share(expm1(copy.place.estimate)))"
                ]
            )
        }
        let answers = keys.map { decisions[$0]?.answer ?? .inconclusive }
        if keys.contains(where: { decisions[$0]?.answer == .regression && !waived.contains($0) }) {
            return (.regression, [])
        }
        if let noisy = keys.first(where: { isTooNoisy(decisions[$0]) }), let decision = decisions[noisy] {
            return (
                .unfit,
                [
                    "\(cell): this host is unfit for timing: by these \(decision.place.count) blocks "
                        + "\(planner.looks.last?.blocks ?? 0) would show \(share(expm1(detectableAtLast(decision)))) at best in \(noisy.measure) of \(noisy.scenario), "
                        + "the margin is \(share(input.policy.margin))"
                ]
            )
        }
        guard !answers.contains(.inconclusive) else { return (.inconclusive, []) }
        guard keys.allSatisfy({ copies[$0] != nil }) else {
            return (.inconclusive, ["\(cell): no copy of the baseline was timed beside it, so nothing shows the noise"])
        }
        return (.pass, [])
    }

    private func isTooNoisy(_ decision: Decision?) -> Bool {
        guard let decision, decision.answer == .inconclusive, decision.look == looks.last else { return false }
        return detectableAtLast(decision) > planner.bounds.margin
    }

    /// What the last look that there is would show of blocks like these, whether or not this run may come to it.
    private func detectableAtLast(_ decision: Decision) -> Double {
        guard let last = planner.looks.last else { return .infinity }
        let error = decision.standardError * (Double(decision.place.count) / Double(last.blocks)).squareRoot()
        return Power(error: last.error).standardErrors(blocks: last.blocks) * error
    }

    private var gateNames: String { input.policy.gates.joined(separator: " or ") }

    private var planText: String { plan.map(text(of:)) ?? "" }
}
