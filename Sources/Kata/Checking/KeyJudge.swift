/// What becomes of a key between two shims, by one table for each.
struct KeyJudge {
    let from: ShimRelease
    let to: ShimRelease
    let old: ShimKeys
    let new: ShimKeys
    let changes: KeyChanges
    /// The hypervisor that the configuration is for, and the files that ship for it.
    let hypervisor: String
    let oldTemplate: KeyTemplate?
    let newTemplate: KeyTemplate?
    /// What the files say together.
    let merged: MergedConfig

    init(
        from: ShimRelease, to: ShimRelease, old: ShimKeys, new: ShimKeys, changes: KeyChanges, merged: MergedConfig,
        template: String
    ) {
        self.from = from
        self.to = to
        self.old = old
        self.new = new
        self.changes = changes
        self.merged = merged
        hypervisor = merged.hypervisor
        oldTemplate = old.template(named: template, hypervisor: hypervisor)
        newTemplate = new.template(named: template, hypervisor: hypervisor)
    }

    struct Verdict: Hashable {
        var effect: ConfigRow.Effect
        var note: String
        /// Whether something is refused or lost if the file is used as it is.
        var isLost = false
        /// Whether something is lost in a converted file too.
        var isGone = false
        var remedy = Remedy.keep
        /// What a converted file says of the change.
        var hint = ""
    }

    /// What a converted file holds instead.
    enum Remedy: Hashable {
        case keep
        case write(KeyPlace, TomlValue)
        case drop
    }

    func verdict(on entry: TomlDocument.Entry) -> Verdict {
        let place = KeyPlace(KeyPlace.section(of: entry.table), entry.key)
        let hypervisor =
            entry.table.first == "hypervisor" && entry.table.count > 1 ? entry.table[1] : self.hypervisor
        if let type = new.type(of: place) {
            return known(place, type, entry.value, hypervisor)
        }
        if let move = changes.move(of: place, from: from.language, to: to.language),
            let type = new.type(of: move.place(in: to.language))
        {
            return moved(place, move, type, entry)
        }
        return unknown(place, entry)
    }

    /// A key that the new shim reads.
    private func known(
        _ place: KeyPlace, _ type: KeyType, _ value: TomlValue, _ hypervisor: String
    ) -> Verdict {
        if let why = type.refusal(of: value) {
            return Verdict(effect: .refused, note: "\(to): \(why)", isLost: true, isGone: true, remedy: .drop)
        }
        let rule = changes.values.first { rule in
            rule.language == to.language && rule.place == place && rule.value == value
                && (rule.hypervisor ?? hypervisor) == hypervisor
        }
        switch rule?.outcome {
        case .refused:
            return Verdict(effect: .refused, note: rule?.note ?? "", isLost: true, isGone: true, remedy: .drop)
        case .ignored:
            return Verdict(effect: .ignored, note: rule?.note ?? "", isLost: true, isGone: true, remedy: .drop)
        case .replaced(let other) where from.language != to.language:
            return Verdict(
                effect: .retyped, note: "write \(place.key) = \(other); \(rule?.note ?? "")", isLost: true,
                remedy: .write(place, other), hint: rule?.note ?? "")
        default: break
        }
        return Verdict(effect: .kept, note: keptNote(place, value))
    }

    private func keptNote(_ place: KeyPlace, _ value: TomlValue) -> String {
        var notes: [String] = []
        if old.type(of: place) == nil { notes.append("\(from) does not read it") }
        if let before = oldTemplate?.value(of: place), let after = newTemplate?.value(of: place), before != after,
            value != after
        {
            notes.append("the file that ships with \(to) says \(after)")
        }
        return (notes + self.notes(on: place)).joined(separator: "; ")
    }

    private func notes(on place: KeyPlace) -> [String] {
        changes.notes.filter { $0.from == from.language && $0.to == to.language && $0.place == place }.map(\.note)
    }

    /// A key that the new shim has elsewhere.
    private func moved(_ place: KeyPlace, _ move: KeyMove, _ type: KeyType, _ entry: TomlDocument.Entry) -> Verdict {
        let isStrict = new.strict.contains(place.section)
        let target = move.place(in: to.language)
        let rest = move.note.isEmpty ? "" : "; \(move.note)"
        guard let value = move.value(entry.value, from: from.language), type.refusal(of: value) == nil else {
            return Verdict(
                effect: isStrict ? .refused : .ignored,
                note: "\(entry.value) has no counterpart in \(target.key)\(rest)", isLost: true, isGone: true,
                remedy: .drop)
        }
        guard merged.value(of: target) == nil else {
            return Verdict(
                effect: isStrict ? .refused : .ignored, note: "\(target.key) is written already; drop this one",
                isLost: isStrict, remedy: .drop)
        }
        let isHarmless = entry.value.isOff || changes.harmless(place, entry.value, from: from.language, to: to.language)
        let effect: ConfigRow.Effect =
            isStrict
            ? .refused
            : move.factor != nil ? .retyped : target.section != place.section ? .moved : .renamed
        let table = KeyPlace.table(of: target.section, hypervisor: hypervisor, agent: agent(entry))
        let heading = target.section == place.section ? "" : "[\(table.joined(separator: "."))] "
        return Verdict(
            effect: effect, note: "write \(heading)\(target.key) = \(value)\(rest)", isLost: isStrict || !isHarmless,
            remedy: .write(target, value), hint: move.note)
    }

    private func agent(_ entry: TomlDocument.Entry) -> String {
        entry.table.first == "agent" && entry.table.count > 1 ? entry.table[1] : "kata"
    }

    /// A key that the new shim does not have.
    private func unknown(_ place: KeyPlace, _ entry: TomlDocument.Entry) -> Verdict {
        let notes = notes(on: place)
        let isHarmless = entry.value.isOff || changes.harmless(place, entry.value, from: from.language, to: to.language)
        if let parent = strictParent(of: place) {
            let note = ["\(to) refuses the whole file for a key of [\(parent)] that it does not know"] + notes
            return Verdict(
                effect: .refused, note: note.joined(separator: "; "), isLost: true, isGone: !isHarmless, remedy: .drop)
        }
        if let parent = openParent(of: place) {
            return Verdict(effect: .unsure, note: "what \(to) reads in \(parent) is not in the table")
        }
        guard old.type(of: place) != nil else {
            let near = nearestKey(to: place)
            let hint = near.map { "; did you mean \($0)?" } ?? ""
            return Verdict(effect: .dead, note: "neither \(from) nor \(to) reads it\(hint)")
        }
        let words = isHarmless ? ["as it is written nothing is lost"] : ["\(to) does not read it"]
        return Verdict(
            effect: .ignored, note: (words + notes).joined(separator: "; "), isLost: !isHarmless, isGone: !isHarmless,
            remedy: .drop)
    }

    /// The section whose strictness a key meets: its own, or the one in which its own is unknown.
    private func strictParent(of place: KeyPlace) -> String? {
        if new.reads[place.section] != nil { return new.strict.contains(place.section) ? place.section : nil }
        let parts = place.section.split(separator: ".")
        guard parts.count > 1 else { return nil }
        let parent = parts.dropLast().joined(separator: ".")
        return new.strict.contains(parent) && new.type(of: KeyPlace(parent, String(parts[parts.count - 1]))) == nil
            ? parent : nil
    }

    /// The table that the new shim reads, but whose own keys nobody wrote down.
    private func openParent(of place: KeyPlace) -> String? {
        guard new.reads[place.section] == nil else { return nil }
        let parts = place.section.split(separator: ".")
        guard parts.count > 1 else { return nil }
        let parent = KeyPlace(parts.dropLast().joined(separator: "."), String(parts[parts.count - 1]))
        return new.type(of: parent) == nil ? nil : parent.description
    }
}
