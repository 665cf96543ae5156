extension FacetValue: CustomStringConvertible {
    /// The value as reports show it: escaped, at most about 240 characters.
    package var description: String { described(limit: 240) }

    /// The value as reports show it: escaped, cut off with `…` at about `limit` characters.
    ///
    /// Equal neighbours in a bag or list are counted: `{0 ×299, 1}`.
    package func described(limit: Int) -> String {
        switch self {
        case .bool(let value): return value ? "true" : "false"
        case .integer(let value): return String(value)
        case .text(let text): return "\"\(Escaping.text(text, limit: limit))\""
        case .bytes(let summary): return summary.described(limit: limit)
        case .list(let values): return Self.joined(Self.counted(values), "[", "]", limit)
        case .bag(let values): return Self.joined(Self.counted(values), "{", "}", limit)
        case .record(let members):
            let pieces = members.sortedMembers.lazy.map { name, value in
                { (limit: Int) in "\(Escaping.text(name, limit: 60)): \(value.described(limit: limit))" }
            }
            return Self.joined(Array(pieces), "(", ")", limit)
        }
    }

    private static func counted(_ values: [FacetValue]) -> [(Int) -> String] {
        var runs: [(value: FacetValue, count: Int)] = []
        for value in values {
            if let last = runs.last, last.value == value {
                runs[runs.count - 1].count += 1
            } else {
                runs.append((value, 1))
            }
        }
        return runs.map { run in
            { limit in run.value.described(limit: limit) + (run.count > 1 ? " ×\(run.count)" : "") }
        }
    }

    private static func joined(
        _ pieces: [(Int) -> String], _ open: String, _ close: String, _ limit: Int
    ) -> String {
        var text = open
        for (number, piece) in pieces.enumerated() {
            if number > 0 { text += ", " }
            let room = limit - text.count
            guard room > 0 else { return text + "…" + close }
            text += piece(room)
        }
        return text + close
    }
}

extension ByteSummary {
    /// `4096 bytes, sha256 ab12cd34…, begins "…"`.
    fileprivate func described(limit: Int) -> String {
        let head = Escaping.text(String(decoding: head, as: UTF8.self), limit: min(limit, 60))
        return "\(length) bytes, sha256 \(digest.prefix(12))…, begins \"\(head)\""
    }
}

extension FacetState: CustomStringConvertible {
    /// The state as reports show it: escaped and bounded.
    package var description: String { described(limit: 240) }

    /// The state as reports show it: escaped, cut off at about `limit` characters.
    package func described(limit: Int) -> String {
        switch self {
        case .seen(let value): value.described(limit: limit)
        case .absent: "absent"
        case .hidden(let why): "hidden: \(Escaping.text(why, limit: limit))"
        case .unreached(let step): "not reached: \(Escaping.text(step, limit: limit))"
        }
    }
}
