import Proofs

extension FaultOutcome {
    /// Its name with how it was committed.
    var label: String { name + (variant.map { " (\($0))" } ?? "") }

    /// Where its first divergence lies, and whether that is right.
    var placeWords: String {
        guard let finding else { return "" }
        return switch finding.firstDivergenceRight {
        case true?: "right"
        case false?: "wrong: \(finding.step)"
        case nil: "any"
        }
    }

    /// What it was told as.
    var classWords: String {
        guard let finding else { return state.rawValue }
        return "\(finding.severity) \(finding.class)" + (finding.classRight ? "" : ", not as expected")
    }
}

extension ProofRecord {
    /// The outcome in one line.
    var verdictWords: String {
        switch exit {
        case 0: "every fault that was tried was caught"
        case 1:
            count(.missed) > 0
                ? "\(counted(count(.missed), "fault")) missed"
                : faultFree.alarms.isEmpty ? "a time was answered wrongly" : "false alarms"
        case 3: "some of it could not be run"
        default: "nothing was tried"
        }
    }

    /// The rates of the whole, each with what it is of and its bound.
    var rateLines: [(name: String, words: String)] {
        var lines = [
            ("faults caught", caught.words), ("rightly classed, of those caught", rightlyClassed.words),
            ("first divergence right, where one is due", rightlyPlaced.words),
        ]
        if !intermittent.isEmpty {
            let tried = intermittent.filter { $0.state == .caught || $0.state == .missed }
            lines.append(
                (
                    "seen and reported when committed 1 time in 10, within 60 trials",
                    ProofRate(tried.count { $0.state == .caught }, of: tried.count).words
                ))
        }
        lines.append(("false alarms of runs without a fault (over \(faultFree.over))", faultFree.rate.words))
        if let relabelled = timing?.relabelled {
            lines.append(("false alarms of times, labels of equal sides shuffled", relabelled.words))
        }
        return lines
    }

    /// Everything that was not settled, a line each.
    var openLines: [String] {
        all.filter { $0.state != .caught && $0.state != .missed }
            .map { "\($0.label): \($0.state.rawValue): \($0.why ?? "")" } + notes
    }

    /// The alarms and what was seen once, a line each.
    var alarmLines: [String] {
        faultFree.alarms.map { "alarm in \($0.run): \($0.findings.joined(separator: "; "))" }
            + faultFree.seenOnce.map { "seen once in \($0.run), not again: \($0.findings.joined(separator: "; "))" }
    }
}

extension TimingProof {
    /// What was measured, and what was made of it.
    var methodLines: [String] {
        [
            "measured: \(counted(blocks, "block")) of \(counted(eachSide, "trial")) a side in \(scenario) for each "
                + "slow-down, \(counted(trials, "real trial")) in all, and the judge's answer to each as in a run of its own",
            "resampled, not measured: the power curve, \(resamplings) runs a point, each made of blocks drawn from those "
                + "recorded, and of trials drawn within them, with replacement",
            "judged together: \(measures.joined(separator: ", ")), `whole` being their sum; error \(error), floor "
                + "\(change(1 + floor)), margin \(change(1 + margin))",
        ]
    }

    /// The points in one row for each fault, measure and effect.
    var curveRows: [(fault: String, measure: String, percent: Int, points: [PowerPoint])] {
        struct Key: Hashable {
            var fault: String
            var measure: String
            var percent: Int
        }
        let rows = Dictionary(grouping: curve) { Key(fault: $0.fault, measure: $0.measure, percent: $0.percent) }
        let places = Dictionary(measures.enumerated().map { ($1, $0) }) { first, _ in first }
        return rows.map { ($0.key.fault, $0.key.measure, $0.key.percent, $0.value.sorted { $0.blocks < $1.blocks }) }
            .sorted { a, b in
                (a.0, places[a.1] ?? 99, a.2) < (b.0, places[b.1] ?? 99, b.2)
            }
    }
}

/// A rate of resampled runs: `98.2 %`.
func percentage(_ rate: ProofRate) -> String {
    guard rate.of > 0 else { return "-" }
    let tenths = Int((Double(rate.hits) / Double(rate.of) * 1000).rounded())
    return tenths % 10 == 0 ? "\(tenths / 10) %" : "\(tenths / 10).\(tenths % 10) %"
}
