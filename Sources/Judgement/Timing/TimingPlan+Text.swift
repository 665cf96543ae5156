/// A ratio as a signed share with one digit: `+12.3 %`.
func share(_ ratio: Double) -> String {
    guard ratio.isFinite, abs(ratio) < 1e6 else { return "\(ratio)" }
    let tenths = Int((ratio * 1000).rounded())
    return "\(tenths < 0 ? "-" : "")\(abs(tenths) / 10).\(abs(tenths) % 10) %"
}

/// A plan that can't be carried out, in words, with what would be needed.
func text(of plan: TimingPlan) -> String {
    let wanted = "the margin \(share(plan.margin))"
    return switch plan.refusal {
    case .noise:
        "\(plan.blocks) blocks of \(plan.eachSide) trials a side would show \(share(plan.detectable)) at best, "
            + "\(wanted) needs a quieter host"
    case .budget(let needs):
        "\(wanted) needs \(plan.blocks) blocks of \(plan.eachSide) trials a side, \(minutes(needs)), and the budget is "
            + minutes(plan.budgetNanoseconds ?? 0)
    case .blocks(let limit):
        "it takes \(plan.blocks) blocks at least, and --rounds allows \(limit)"
    case nil: "\(plan.blocks) blocks of \(plan.eachSide) trials a side show \(share(plan.detectable))"
    }
}

/// A span of time in full seconds or minutes, as `--budget` takes it.
private func minutes(_ nanoseconds: UInt64) -> String {
    let seconds = (nanoseconds + 999_999_999) / 1_000_000_000
    return seconds < 120 ? "\(seconds)s" : "\((seconds + 59) / 60)m"
}

extension TimingPlan {
    /// The plan in one sentence.
    package var text: String {
        guard refusal == nil else { return Judgement.text(of: self) }
        return "\(Judgement.text(of: self)) in four of five runs (margin \(share(margin)), error \(error) over "
            + "\(comparisons) comparison\(comparisons == 1 ? "" : "s")); at most \(minutes(nanoseconds))"
    }
}
