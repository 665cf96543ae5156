import Judgement

extension Timing {
    /// The answer in words, with the blocks that it lacks.
    var answerWords: String {
        let needed = blocksNeeded.map { ", \(counted($0, "block")) would decide it" } ?? ""
        return answer == TimingAnswer.inconclusive.rawValue ? answer + needed : answer
    }

    /// What a middle hides, one sentence a side that hides something.
    func shapeWords(_ names: (baseline: String, candidate: String)) -> [String] {
        [(names.baseline, baselineShape), (names.candidate, candidateShape)].compactMap { name, shape in
            shape.map { "\(name): \($0.words(unit))" }
        }
    }
}

extension TimingShape {
    /// Stalls, with the rate that stays possible; two humps, if there are two.
    fileprivate func words(_ unit: String) -> String {
        var parts = [
            "\(stalls) of \(values) over twice the median: below \(percentage(stallBound)) with 95 % confidence",
            "the longest \(change(longest))",
        ]
        if let percentile95 { parts.append("one in twenty over \(change(percentile95))") }
        if let humps {
            parts.append(
                "two humps, \(amount(humps.low, unit)) and \(amount(humps.high, unit)), "
                    + "\(percentage(humps.share)) in the higher")
        }
        return parts.joined(separator: ", ")
    }
}

extension AlarmRate {
    /// How often equal sides alarm here.
    var words: String {
        "labels of baseline and copy shuffled \(relabellings) times: \(counted(alarms, "alarm")), "
            + "below \(percentage(bound)) with 95 % confidence"
    }
}

/// A share with two digits: `0.5 %`, `12 %`.
func percentage(_ share: Double) -> String {
    guard share.isFinite else { return "unknown" }
    let hundredths = Int((share * 10_000).rounded(.up))
    if hundredths >= 1000 { return "\((hundredths + 50) / 100) %" }
    let rest = hundredths % 100
    return rest == 0
        ? "\(hundredths / 100) %"
        : rest % 10 == 0
            ? "\(hundredths / 100).\(rest / 10) %" : "\(hundredths / 100).\(rest < 10 ? "0" : "")\(rest) %"
}
