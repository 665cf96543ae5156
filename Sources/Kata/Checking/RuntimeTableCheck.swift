/// What becomes of Kata's entries in containerd's own configuration.
struct RuntimeTableCheck {
    let from: ShimRelease
    let to: ShimRelease
    let document: TomlDocument

    private static let goFolder = "/opt/kata/bin/"
    private static let rustFolder = "/opt/kata/runtime-rs/bin/"
    private static let files = "/share/defaults/kata-containers/"

    /// A row for each line of a runtime whose type, path or name is Kata's.
    func rows() -> [ConfigRow] {
        var rows: [ConfigRow] = []
        for table in runtimes() {
            let entries = document.entries.filter { $0.table.starts(with: table) }
            let hasPath = entries.contains { $0.key == "runtime_path" && $0.value != .text("") }
            for entry in entries {
                if let verdict = verdict(on: entry, hasPath: hasPath) { rows.append(row(entry, verdict)) }
            }
            if !entries.contains(where: { $0.key == "pod_annotations" }), let first = entries.first {
                rows.append(
                    ConfigRow(
                        file: document.file, line: first.line, section: "containerd",
                        key: (table + ["pod_annotations"]).joined(separator: "."), effect: .kept,
                        note: "not written: no annotation of a pod reaches the shim through CRI", isLost: false))
            }
        }
        return rows
    }

    /// The tables `…runtimes.NAME` that are Kata's.
    private func runtimes() -> [[String]] {
        var found: [[String]] = []
        for entry in document.entries {
            guard let index = entry.table.lastIndex(of: "runtimes"), index + 1 < entry.table.count else { continue }
            let table = Array(entry.table[...(index + 1)])
            let isKata =
                table[index + 1].hasPrefix("kata")
                || ["runtime_type", "runtime_path", "ConfigPath"].contains(entry.key)
                    && entry.value.description.contains("kata")
            if isKata, !found.contains(table) { found.append(table) }
        }
        return found
    }

    private typealias Verdict = (effect: ConfigRow.Effect, note: String, isLost: Bool)

    private func row(_ entry: TomlDocument.Entry, _ verdict: Verdict) -> ConfigRow {
        ConfigRow(
            file: document.file, line: entry.line, section: "containerd", key: entry.name, effect: verdict.effect,
            note: verdict.note, isLost: verdict.isLost)
    }

    private func verdict(on entry: TomlDocument.Entry, hasPath: Bool) -> Verdict? {
        switch (entry.key, entry.value) {
        case ("runtime_type", .text(let type)): return self.type(type, hasPath: hasPath)
        case ("runtime_path", .text(let path)): return self.path(path)
        case ("ConfigPath", .text(let path)): return config(path)
        case ("pod_annotations", .array), ("container_annotations", .array): return annotations(entry)
        default: return (.kept, "", false)
        }
    }

    private func type(_ type: String, hasPath: Bool) -> Verdict {
        if type.hasPrefix("/") { return path(type) }
        guard from.language != to.language, !hasPath else { return (.kept, "", false) }
        return (
            .unsure, "without runtime_path, PATH decides which of the two is run: both programs have one name", true
        )
    }

    private func path(_ path: String) -> Verdict {
        let (old, new) = to.language == .rust ? (Self.goFolder, Self.rustFolder) : (Self.rustFolder, Self.goFolder)
        guard from.language != to.language else { return (.kept, "", false) }
        if path.hasPrefix(old) {
            return (.moved, "as it is, \(from) is still run; write \(new)\(path.dropFirst(old.count))", true)
        }
        return path.hasPrefix(new)
            ? (.kept, "this is \(to)'s already", false) : (.kept, "see which shim this is", false)
    }

    private func config(_ path: String) -> Verdict {
        var notes: [String] = []
        if to.language == .rust { notes.append("KATA_CONF_FILE in containerd's environment wins over it") }
        guard from.language != to.language, let range = path.firstRange(of: Self.files) else {
            return (.kept, notes.joined(separator: "; "), false)
        }
        let isRusts = path[range.upperBound...].hasPrefix("runtime-rs/")
        if to.language == .rust, !isRusts {
            return (
                .moved, (["this is the Go shim's file; name a converted one"] + notes).joined(separator: "; "), true
            )
        }
        if to.language == .go, isRusts { return (.moved, "this is the Rust shim's file; name a converted one", true) }
        return (.kept, notes.joined(separator: "; "), false)
    }

    private func annotations(_ entry: TomlDocument.Entry) -> Verdict {
        guard case .array(let values) = entry.value else { return (.kept, "", false) }
        let lets = values.contains {
            if case .text(let text) = $0 {
                text.hasPrefix("io.katacontainers.") || text == "*" || text == "io.*"
            } else {
                false
            }
        }
        guard lets, to.language == .rust, from.language == .go, entry.key == "pod_annotations" else {
            return (.kept, "", false)
        }
        return (
            .kept,
            "what it lets through a tenant can set; see there for what is free now. Name the few that you mean", false
        )
    }
}
