internal import Documents
internal import Facets

/// The rows of a `vary`: each is a scenario of its own.
struct Variation {
    /// One row: a value for each name, in the order of the file.
    struct Row {
        var values: [(name: String, value: String)]

        /// What the row adds to the scenario's id: `[code=7,memory=64Mi]`, nothing without values.
        var suffix: String {
            guard !values.isEmpty else { return "" }
            return "[" + values.map { "\($0.name)=\(FacetPath.quoted($0.value))" }.joined(separator: ",") + "]"
        }
    }

    var rows: [Row]

    /// How many rows one file can have.
    static let rowLimit = 256
    /// How long a value can be, bytes.
    static let valueLimit = 4096

    /// The one row of a file that varies nothing.
    static let none = Variation(rows: [Row(values: [])])

    /// Reads `vary`: a map of lists means every combination, a list of maps just those rows.
    static func read(_ item: Item, _ reading: inout Reading) -> Variation? {
        switch item.content {
        case .map(let entries): combinations(of: entries, at: item.position, &reading)
        case .list(let items): table(of: items, at: item.position, &reading)
        case .scalar: refuse(item, &reading)
        }
    }

    private static func refuse(_ item: Item, _ reading: inout Reading) -> Variation? {
        reading.report("'vary' must be a map of lists or a list of maps, not \(item.kind)", at: item.position)
        return nil
    }

    private static func combinations(
        of entries: [Entry], at position: Position, _ reading: inout Reading
    ) -> Variation? {
        var rows = [Row(values: [])]
        for entry in entries {
            guard let name = reading.name(entry.key, "the name of what varies", at: entry.position),
                let items = reading.list(entry.value, "'vary: \(entry.key)'")
            else { return nil }
            let values = items.compactMap { value($0, &reading) }
            guard values.count == items.count else { return nil }
            guard rows.count * values.count <= rowLimit else {
                reading.report("more than \(rowLimit) combinations; vary less, or list the rows", at: position)
                return nil
            }
            rows = rows.flatMap { row in values.map { Row(values: row.values + [(name, $0)]) } }
        }
        return checked(rows, at: position, &reading)
    }

    private static func table(of items: [Item], at position: Position, _ reading: inout Reading) -> Variation? {
        guard items.count <= rowLimit else {
            reading.report("more than \(rowLimit) rows; vary less", at: position)
            return nil
        }
        var rows: [Row] = []
        for item in items {
            guard let entries = reading.map(item, "a row of 'vary'") else { return nil }
            var row = Row(values: [])
            for entry in entries {
                guard let name = reading.name(entry.key, "the name of what varies", at: entry.position),
                    let value = value(entry.value, &reading)
                else { return nil }
                row.values.append((name, value))
            }
            if let first = rows.first, Set(first.values.map(\.name)) != Set(row.values.map(\.name)) {
                reading.report("every row of 'vary' must give the same names as the first", at: item.position)
                return nil
            }
            rows.append(row)
        }
        return checked(rows, at: position, &reading)
    }

    private static func value(_ item: Item, _ reading: inout Reading) -> String? {
        guard let text = reading.text(item, "a value of 'vary'") else { return nil }
        guard text.utf8.count <= valueLimit else {
            reading.report("a value of 'vary' has more than \(valueLimit) bytes", at: item.position)
            return nil
        }
        return text
    }

    private static func checked(_ rows: [Row], at position: Position, _ reading: inout Reading) -> Variation? {
        guard let first = rows.first, !first.values.isEmpty else {
            reading.report("'vary' gives no values; leave it out", at: position)
            return nil
        }
        var seen: Set<String> = []
        for row in rows where !seen.insert(row.suffix).inserted {
            reading.report("'vary' gives the row \(row.suffix) twice", at: position)
            return nil
        }
        return Variation(rows: rows)
    }
}
