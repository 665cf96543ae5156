internal import Facets

/// What two shims make of a pod's annotations, under one configuration.
struct PodRules {
    let from: ShimRelease
    let to: ShimRelease
    let old: KeyTable
    let new: KeyTable
    let changes: KeyChanges
    /// The user's own `enable_annotations`.
    let enabled: [String]
    /// The user's own lists of paths that annotations may name, by key.
    var paths: [KeyPlace: [String]] = [:]

    /// What begins the names that `enable_annotations` guards.
    static let guarded = "io.katacontainers.config.hypervisor."

    enum Outcome: Hashable {
        case applied, ignored, refused
    }

    /// What a shim does with an annotation.
    func outcome(_ name: String, _ release: ShimRelease, _ table: KeyTable) -> Outcome {
        let handling = table.annotations.first { $0.name == name }?.handling(in: release.language) ?? .no
        guard name.hasPrefix(Self.guarded) else { return handling == .no ? .ignored : .applied }
        switch (release.language, isEnabled(name), handling != .no) {
        case (_, true, true): return .applied
        case (.go, true, false): return .ignored
        case (.go, false, _): return .refused
        case (.rust, true, false): return .refused
        case (.rust, false, _): return .ignored
        }
    }

    /// Whether `enable_annotations` lets a name in: both shims look for a match anywhere in it.
    func isEnabled(_ name: String) -> Bool {
        let rest = String(name.dropFirst(Self.guarded.count))
        return enabled.contains { pattern in
            let front = pattern.hasPrefix("^") ? "" : ".*"
            let back = pattern.hasSuffix("$") ? "" : ".*"
            let core = pattern.hasPrefix("^") ? pattern.dropFirst() : pattern[...]
            let inner = core.hasSuffix("$") ? core.dropLast() : core
            return (try? TextPattern("\(front)(?:\(inner))\(back)"))?.matches(rest) ?? false
        }
    }

    /// The row of an annotation that a pod sets; nil for one that neither shim ever heard of.
    func row(on use: AnnotationUse) -> ConfigRow? {
        let before = outcome(use.name, from, old)
        let after = outcome(use.name, to, new)
        let note = new.annotations.first { $0.name == use.name }?.note ?? ""
        func made(_ effect: ConfigRow.Effect, _ words: String, isLost: Bool) -> ConfigRow {
            let text = [words, note].filter { !$0.isEmpty }.joined(separator: "; ")
            return ConfigRow(
                file: use.file, line: use.line, section: "annotation", key: use.name, effect: effect, note: text,
                isLost: isLost)
        }
        let isKnown = (old.annotations + new.annotations).contains { $0.name == use.name }
        if let move = changes.annotations.first(where: { $0.name(in: from.language) == use.name }),
            from.language != to.language
        {
            return made(.renamed, "write \(move.name(in: to.language))", isLost: true)
        }
        switch (before, after) {
        case (_, .applied):
            switch verdict(on: use) {
            case .refused(let why):
                return made(.refused, wasRefused(use) ? "\(why); \(from) refuses it too" : why, isLost: true)
            case .written(let value, let why):
                return made(.retyped, "write \(value.prefix(200)); \(why)", isLost: before == .applied)
            case .taken: break
            }
            return before == .applied
                ? made(.kept, "", isLost: false)
                : made(.default, "\(from) \(words(before)); \(to) applies it", isLost: false)
        case (.ignored, .ignored):
            return isKnown || use.name.hasPrefix("io.katacontainers.")
                ? made(.dead, "neither \(from) nor \(to) reads it", isLost: false) : nil
        case (_, .ignored):
            return made(.ignored, "\(from) \(words(before)); \(to) ignores it", isLost: before == .applied)
        case (_, .refused):
            return made(.refused, "\(to) refuses the pod", isLost: true)
        }
    }

    /// What the new shim makes of a value; what the old one refuses too was no annotation that anybody used.
    private func verdict(on use: AnnotationUse) -> AnnotationValues.Verdict {
        guard let value = use.value else { return .taken }
        return AnnotationValues(release: to, keys: new.keys(of: to.language), paths: paths).verdict(use.name, value)
    }

    /// Whether the old shim refused the value.
    private func wasRefused(_ use: AnnotationUse) -> Bool {
        guard let value = use.value, outcome(use.name, from, old) == .applied,
            case .refused = AnnotationValues(release: from, keys: old.keys(of: from.language), paths: paths)
                .verdict(use.name, value)
        else { return false }
        return true
    }

    private func words(_ outcome: Outcome) -> String {
        switch outcome {
        case .applied: "applies it"
        case .ignored: "ignores it"
        case .refused: "refuses the pod"
        }
    }

    /// What whoever may write a pod can set, where the two shims differ; nothing of it decides.
    func tenantRows(file: String, line: Int) -> [ConfigRow] {
        let names = Set((old.annotations + new.annotations).map(\.name)).sorted()
        return names.compactMap { name in
            let before = outcome(name, from, old)
            let after = outcome(name, to, new)
            guard before != after else { return nil }
            let isGuarded = name.hasPrefix(Self.guarded)
            let effect: ConfigRow.Effect = after == .applied ? .default : after == .refused ? .refused : .ignored
            var note = "\(from) \(words(before)), \(to) \(words(after))"
            if after == .applied, !isGuarded { note += ", and enable_annotations has no say in it" }
            if isGuarded { note += isEnabled(name) ? " (enabled)" : " (not enabled)" }
            return ConfigRow(
                file: file, line: line, section: "tenant", key: name, effect: effect, note: note, isLost: false)
        }
    }
}
