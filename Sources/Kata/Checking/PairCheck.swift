/// The rows of a configuration by one table for each of the two shims.
struct PairCheck {
    let check: ConfigCheck
    let oldTable: KeyTable
    let newTable: KeyTable
    let input: ConfigInput
    let judge: KeyJudge
    /// What the files say together.
    let merged: MergedConfig

    init(_ check: ConfigCheck, _ old: KeyTable, _ new: KeyTable, _ input: ConfigInput) {
        self.check = check
        oldTable = old
        newTable = new
        self.input = input
        merged = MergedConfig(input.documents)
        judge = KeyJudge(
            from: check.from, to: check.to, old: old.keys(of: check.from.language),
            new: new.keys(of: check.to.language), changes: check.changes, merged: merged,
            template: ShimKeys.templateName(ofFile: input.base.file))
    }

    func rows() -> [ConfigRow] {
        var rows: [ConfigRow] = []
        for document in input.documents {
            for entry in document.entries {
                let verdict = judge.verdict(on: entry)
                rows.append(
                    row(
                        document.file, entry.line, entry.table.joined(separator: "."), entry.key, verdict.effect,
                        verdict.note, isLost: verdict.isLost))
            }
            rows += hypervisorRows(document)
        }
        let needs = needRows()
        // What is refused for its name is not kept besides.
        rows.removeAll { row in needs.contains { $0.file == row.file && $0.line == row.line && $0.key == row.key } }
        rows += needs + dialRows() + defaultRows()
        let pods = PodRules(
            from: check.from, to: check.to, old: oldTable, new: newTable, changes: check.changes,
            enabled: merged.texts(of: KeyPlace("hypervisor", "enable_annotations")), paths: merged.validPaths)
        rows += input.annotations.compactMap { pods.row(on: $0) }
        rows += pods.tenantRows(
            file: merged.file(of: KeyPlace("hypervisor", "enable_annotations")) ?? input.base.file,
            line: merged.line(of: KeyPlace("hypervisor", "enable_annotations")) ?? 0)
        if let containerd = input.containerd {
            rows += RuntimeTableCheck(from: check.from, to: check.to, document: containerd).rows()
        }
        return rows
    }

    private func row(
        _ file: String, _ line: Int, _ section: String, _ key: String, _ effect: ConfigRow.Effect, _ note: String,
        isLost: Bool
    ) -> ConfigRow {
        ConfigRow(file: file, line: line, section: section, key: key, effect: effect, note: note, isLost: isLost)
    }

    /// Hypervisors that the new shim can't drive.
    private func hypervisorRows(_ document: TomlDocument) -> [ConfigRow] {
        let known = judge.new.hypervisors
        return document.headers.filter { $0.path.count == 2 && $0.path[0] == "hypervisor" }.compactMap { header in
            guard !known.isEmpty, !known.contains(header.path[1]) else { return nil }
            let others = known.sorted().joined(separator: ", ")
            return row(
                document.file, header.line, header.path.joined(separator: "."), "", .refused,
                "\(check.to) does not drive \(header.path[1]); it drives \(others)", isLost: true)
        }
    }

    /// Keys that must be there and are not.
    private func needRows() -> [ConfigRow] {
        judge.new.needs.compactMap { place in
            let table = KeyPlace.table(of: place.section, hypervisor: merged.hypervisor, agent: "kata")
            let header = input.base.headers.first { $0.path == table }
            if let value = merged.value(of: place) {
                guard place.key == "hypervisor_name", case .text(let name) = value,
                    !merged.hypervisors.contains(name)
                else { return nil }
                return row(
                    merged.file(of: place) ?? input.base.file, merged.line(of: place) ?? 0,
                    table.joined(separator: "."),
                    place.key, .refused, "there is no [hypervisor.\(name)] in these files", isLost: true)
            }
            let value = judge.neededValue(of: place)
            return row(
                input.base.file, header?.line ?? 0, table.joined(separator: "."), place.key, .refused,
                "\(check.to) needs it; write \(place.key) = \(value.description)", isLost: true)
        }
    }

    /// A pause between attempts that is longer than all attempts together.
    private func dialRows() -> [ConfigRow] {
        let pause = KeyPlace("agent", "dial_timeout_ms")
        let whole = KeyPlace("agent", "reconnect_timeout_ms")
        guard check.to.language == .rust, case .integer(let dial)? = merged.value(of: pause),
            case .integer(let reconnect)? = merged.value(of: whole) ?? judge.newTemplate?.value(of: whole),
            dial > reconnect
        else { return [] }
        return [
            row(
                merged.file(of: pause) ?? input.base.file, merged.line(of: pause) ?? 0,
                merged.table(of: pause)?.joined(separator: ".") ?? "agent.kata",
                "dial_timeout_ms and reconnect_timeout_ms",
                .unsure,
                "the agent is tried reconnect_timeout_ms / dial_timeout_ms times, which is \(reconnect) / \(dial) and "
                    + "may be no attempt at all (read in the source, not seen); make dial_timeout_ms the smaller one",
                isLost: true)
        ]
    }

    /// What nobody wrote, and what the files that ship with the two say differently.
    private func defaultRows() -> [ConfigRow] {
        guard let before = judge.oldTemplate, let after = judge.newTemplate else { return [] }
        return after.values.keys.sorted().compactMap { place in
            guard merged.value(of: place) == nil, let new = after.value(of: place) else { return nil }
            let move = check.changes.moves.first {
                check.from.language != check.to.language && $0.place(in: check.to.language) == place
            }
            let source = move?.place(in: check.from.language) ?? place
            guard merged.value(of: source) == nil, let value = before.value(of: source),
                let old = move.map({ $0.value(value, from: check.from.language) }) ?? value, old != new
            else { return nil }
            let table = KeyPlace.table(of: place.section, hypervisor: merged.hypervisor, agent: "kata")
            let line = input.base.headers.first { $0.path == table }?.line ?? 0
            return row(
                input.base.file, line, table.joined(separator: "."), place.key, .default,
                "not written here; the file that ships with \(check.from) says \(old), with \(check.to) \(new)",
                isLost: false)
        }
    }
}

extension KeyJudge {
    /// What a key that must be there is set to.
    func neededValue(of place: KeyPlace) -> TomlValue {
        switch place.key {
        case "hypervisor_name": .text(hypervisor)
        case "agent_name": .text("kata")
        default: newTemplate?.value(of: place) ?? new.templates.compactMap { $0.value(of: place) }.first ?? .text("")
        }
    }
}
