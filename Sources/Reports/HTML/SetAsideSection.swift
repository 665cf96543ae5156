import Judgement

/// The differences that were set aside, a few of each kind, with why.
func setAside(_ hidden: [Hidden]) -> Markup {
    guard !hidden.isEmpty else { return .none }
    let limit = 200
    let rows = hidden.prefix(limit).map { one -> [Markup] in
        [
            "\(one.by)<br><span class=\"dim\">\(shown(one.because, limit: 300))</span>", "<code>\(one.facet)</code>",
            "\(one.scenario)", "<code>\(shown(one.baseline, limit: 200))</code>",
            "<code>\(shown(one.candidate, limit: 200))</code>",
        ]
    }
    return """
        <h3>Differences that this hid, at most 20 of each</h3>
        \(table(["by", "facet", "scenario", "baseline", "candidate"], rows))\(more(hidden.count, limit))
        """
}
