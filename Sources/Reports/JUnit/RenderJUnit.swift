import Coverage
import Facets
import Judgement

/// The report as JUnit XML: a suite with the verdict, then one a cell with a case a scenario, or a critical path.
///
/// A scenario fails by the findings that block, and is skipped when it could not be compared. The verdict is a case of
/// its own, so that a run without a failing scenario is green only if it passed. Valid by the schemas of both Ant and
/// Jenkins, which agree on little: hence `system-out` and `-err` in every suite, the one outcome a case, and its host's name.
package func renderJUnit(_ input: ReportInput) -> String {
    var rest = input.judged.findings.filter(\.blocks)
    var suites: [XMLElement] = []
    for (place, cell) in input.judged.cells.enumerated() {
        let cases = input.scenarios.filter { $0.cell == cell.cell }.map { scenario in
            testCase(scenario, input.judged.findings.filter { $0.isSeen(in: scenario) })
        }
        rest.removeAll { finding in input.scenarios.contains { $0.cell == cell.cell && finding.isSeen(in: $0) } }
        suites.append(
            suite(cell.cell, id: place + 1, startedAt: input.startedAtWallNanoseconds, cases: cases))
    }
    for coverage in input.coverage {
        let own = input.judged.findings
        rest.removeAll { finding in coverage.table.rows.contains { finding.isOf($0.path, in: coverage.cell) } }
        suites.append(
            coverageSuite(
                coverage, id: suites.count + 1, startedAt: input.startedAtWallNanoseconds, findings: own))
    }
    let general =
        [verdict(input.judged)]
        + rest.map { JUnitCase(className: "finding", name: $0.facet, outcome: failure([$0])) }
    let first = suite(
        "kumite", id: 0, startedAt: input.startedAtWallNanoseconds,
        properties: [
            ("run", input.run), ("policy", input.policy), ("as-of", input.asOf), ("version", input.version),
            ("seed", String(input.seed)), ("archive", input.archive),
        ], cases: general, output: notCompared(input.judged))
    return XMLElement(name: "testsuites", children: [first] + suites).document
}

extension Finding {
    fileprivate func isSeen(in scenario: ReportedScenario) -> Bool {
        cells.contains(scenario.cell) && scenarios.contains(scenario.scenario)
    }
}

private func testCase(_ scenario: ReportedScenario, _ findings: [Finding]) -> JUnitCase {
    let blocking = findings.filter(\.blocks)
    let outcome: JUnitCase.Outcome =
        if !blocking.isEmpty {
            failure(blocking)
        } else if let why = scenario.whyNotCompared {
            .skipped(message: "not compared: \(why)")
        } else {
            .passed
        }
    let area = scenario.scenario.split(separator: "/").first.map(String.init) ?? ""
    // Viewers group by class across suites: with the cell in it two cells are not mixed. A point would split it.
    return JUnitCase(
        className: "\(scenario.cell.replacing(".", with: "_")).\(area)", name: scenario.scenario,
        nanoseconds: scenario.nanoseconds, outcome: outcome)
}

func failure(_ findings: [Finding]) -> JUnitCase.Outcome {
    let limit = 20
    let texts = findings.prefix(limit).map { finding in
        [
            "\(finding.severity.rawValue) \(finding.class.rawValue) \(finding.facet) (\(finding.id))",
            "baseline: \(finding.baseline) (\(rate(finding.seen.baseline)))",
            "candidate: \(finding.candidate) (\(rate(finding.seen.candidate)))",
            "rule: \(finding.rule)", "owner: \(finding.owner) (\(finding.component))", "ask: \(finding.question)",
            "repeat: \(finding.rerun)",
            finding.otherCommand.map { "without the archive: \($0)" },
        ].compactMap(\.self).map { shown($0, limit: 2000) }.joined(separator: "\n")
    }
    let more = findings.count > limit ? ["and \(counted(findings.count - limit, "finding")) more, in the report"] : []
    let head = findings.first.map { "\($0.facet): baseline \($0.baseline), candidate \($0.candidate)" } ?? ""
    let kind = findings.first.map { "\($0.severity.rawValue) \($0.class.rawValue)" } ?? ""
    return .failed(
        type: kind, message: shown(head, limit: 400) + (findings.count > 1 ? " and \(findings.count - 1) more" : ""),
        text: (texts + more).joined(separator: "\n\n"))
}

private func verdict(_ judged: Judged) -> JUnitCase {
    let words = "\(judged.verdict.rawValue), exit \(judged.exit); \(aspects(judged.verdicts))"
    let outcome: JUnitCase.Outcome =
        switch judged.verdict {
        case .pass: .passed
        case .regression: .failed(type: "regression", message: words, text: words)
        case .inconclusive, .unfit, .notJudged: .error(type: judged.verdict.rawValue, message: words)
        }
    return JUnitCase(className: "kumite", name: "verdict", outcome: outcome)
}

/// What stands beside the verdict in every form of report.
private func notCompared(_ judged: Judged) -> String {
    let limit = 200
    let lines = judged.notCompared.prefix(limit).map { "- " + shown($0, limit: 1000) }
    let more = judged.notCompared.count > limit ? ["and \(judged.notCompared.count - limit) more"] : []
    return (["Not compared:"] + lines + more).joined(separator: "\n")
}
