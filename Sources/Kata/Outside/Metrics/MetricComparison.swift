/// How one answer with metrics differs from another in what it offers: families, types, labels, units; never in values.
package struct MetricComparison: Sendable, Hashable {
    package enum Aspect: String, Sendable, Hashable, Codable, CaseIterable {
        case family, type, label, value, unit, trouble
    }

    package struct Difference: Sendable, Hashable, Codable {
        package var family: String
        package var aspect: Aspect
        package var baseline: String
        package var candidate: String
        package var note: String
    }

    /// By family.
    package var differences: [Difference]

    /// - Parameters:
    ///   - languages: Whose answers they are, where that is known: the units of some items follow from it.
    package init(
        _ baseline: Exposition, _ candidate: Exposition, languages: (ShimLanguage?, ShimLanguage?) = (nil, nil)
    ) {
        var told: [Difference] = []
        func tell(_ family: String, _ aspect: Aspect, _ old: String?, _ new: String?, _ note: String = "") {
            told.append(
                Difference(
                    family: family, aspect: aspect, baseline: old ?? "absent", candidate: new ?? "absent", note: note))
        }
        for name in Set(baseline.families.keys).union(candidate.families.keys).sorted() {
            guard let old = baseline.families[name], let new = candidate.families[name] else {
                tell(
                    name, .family, baseline.families[name]?.kind.rawValue, candidate.families[name]?.kind.rawValue)
                continue
            }
            if old.kind != new.kind { tell(name, .type, old.kind.rawValue, new.kind.rawValue) }
            for label in Set(old.labels.keys).union(new.labels.keys).sorted() {
                let (before, after) = (old.labels[label], new.labels[label])
                guard let before, let after else {
                    tell(name, .label, before.map { _ in label }, after.map { _ in label })
                    continue
                }
                guard MetricFamily.enumerated.contains(label) else { continue }
                for pair in Self.pairs(before, after) {
                    let note = pair.old != nil && pair.new != nil ? "spelled otherwise" : ""
                    tell(
                        name, .value, pair.old.map { "\(label)=\($0)" }, pair.new.map { "\(label)=\($0)" }, note)
                }
                guard label == "item", let first = languages.0, let second = languages.1 else { continue }
                for item in before.intersection(after).sorted() {
                    let units = (
                        MetricRules.unit(of: old, item: item, first), MetricRules.unit(of: new, item: item, second)
                    )
                    if units.0 != units.1 { tell(name, .unit, units.0, units.1, "item=\(item)") }
                }
            }
        }
        if baseline.troubles.count != candidate.troubles.count {
            tell(
                "", .trouble, "\(baseline.troubles.count) lines", "\(candidate.troubles.count) lines",
                "what can't be read")
        }
        differences = told
    }

    /// Values that one has and the other lacks; two that differ in spelling alone are one difference.
    private static func pairs(_ before: Set<String>, _ after: Set<String>) -> [(old: String?, new: String?)] {
        var added = after.subtracting(before).sorted()
        var pairs: [(old: String?, new: String?)] = []
        for old in before.subtracting(after).sorted() {
            if let index = added.firstIndex(where: { plain($0) == plain(old) }) {
                pairs.append((old, added.remove(at: index)))
            } else {
                pairs.append((old, nil))
            }
        }
        return pairs + added.map { (nil, $0) }
    }

    private static func plain(_ text: String) -> String { text.lowercased().filter { $0 != "_" && $0 != "-" } }
}
