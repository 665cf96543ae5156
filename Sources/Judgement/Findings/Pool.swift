/// Joins what was seen now and then on the one side in one scenario and on the other in another: that is rare on both,
/// and tells the sides not apart.
///
/// Without it a race that strikes one trial in twenty, whichever side it is of, would look like the candidate's own in
/// some scenario of many.
func pool(_ drafts: [Draft]) -> [Draft] {
    let rare = drafts.filter(\.isRare)
    let sides = Dictionary(grouping: rare, by: \.rarity).mapValues { Set($0.map(\.odd)) }
    return drafts.map { draft in
        guard draft.isRare, let sides = sides[draft.rarity], sides.count > 1 || sides.contains("both") else {
            return draft
        }
        var draft = draft
        draft.rule += "; the other side shows it too, in other scenarios"
        // Whichever side it was, it is one finding.
        draft.templates = [draft.rarity.usual, draft.rarity.odd, "both"]
        draft.odd = "both"
        return draft
    }
}

extension Draft {
    /// What a rare difference is, whichever side shows it.
    fileprivate struct Rarity: Hashable {
        var pattern: String
        var usual: String
        var odd: String
    }

    fileprivate var isRare: Bool {
        (self.class == .intermittent || self.class == .notSeenAgain) && templates.count == 2
    }

    fileprivate var rarity: Rarity {
        odd == "baseline"
            ? Rarity(pattern: pattern, usual: templates[1], odd: templates[0])
            : Rarity(pattern: pattern, usual: templates[0], odd: templates[1])
    }
}
