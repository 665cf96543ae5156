import Facets
import Judgement

/// What named persons let pass: above all that was found, so that nobody overlooks it.
func waived(_ findings: [Finding]) -> Markup {
    let waived = findings.filter(\.isWaived)
    guard !waived.isEmpty else { return .none }
    let rows = waived.prefix(500).map { finding -> [Markup] in
        [
            "<a href=\"#f-\(finding.id)\"><code>\(finding.facet)</code></a>",
            "\(finding.severity.rawValue) \(finding.class.rawValue)", "\(finding.rule)", "\(finding.ledger ?? "")",
            "\(finding.owner)",
        ]
    }
    return """
        <section><h2>\(waived.count) waived</h2>
        \(table(["what", "severity", "rule", "ledger", "owner"], rows))\(more(waived.count, 500))</section>
        """
}

/// Who is to be asked for how much, those with what blocks first.
func owners(_ findings: [Finding]) -> Markup {
    guard !findings.isEmpty else { return .none }
    let groups = Dictionary(grouping: findings, by: \.owner).map(Owned.init).sorted(by: Owned.first)
    let rows = groups.prefix(500).map(row)
    return """
        <section><h2>Owners</h2>
        \(table(["owner", "components", "blocking", "findings", "which"], rows))\(more(groups.count, 500))</section>
        """
}

/// The findings of one owner.
private struct Owned {
    var owner: String
    var all: [Finding]
    var blocking: Int

    init(_ owner: String, _ all: [Finding]) {
        self.owner = owner
        self.all = all
        blocking = all.count { $0.blocks }
    }

    static func first(_ a: Owned, _ b: Owned) -> Bool {
        a.blocking == b.blocking ? a.owner < b.owner : a.blocking > b.blocking
    }
}

private func row(_ owned: Owned) -> [Markup] {
    let links = owned.all.prefix(20).map { finding -> Markup in
        "<a href=\"#f-\(finding.id)\"><code>\(finding.facet)</code></a> "
    }
    let components = Set(owned.all.map(\.component)).sorted()
    return [
        "\(owned.owner)", "\(listed(components, atMost: 8))", "\(owned.blocking)", "\(owned.all.count)",
        "\(links)\(more(owned.all.count, 20))",
    ]
}
