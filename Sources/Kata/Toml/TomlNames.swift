/// Which tables and keys of a file were named, so that no name means two things.
struct TomlNames {
    private enum Kind {
        case value
        /// Named by its header.
        case table
        /// Named only as part of a longer name.
        case parent
        case elements(Int)
    }

    private var known: [[String]: (kind: Kind, line: Int)] = [:]

    /// Begins a table; the line of what stands in the way, if something does.
    mutating func open(_ path: [String], isElement: Bool, line: Int) -> Int? {
        var place: [String] = []
        for (index, name) in path.enumerated() {
            place.append(name)
            let isLast = index == path.count - 1
            guard let former = known[place] else {
                known[place] = (isLast ? (isElement ? .elements(1) : .table) : .parent, line)
                if isLast, isElement { place.append("#1") }
                continue
            }
            switch (former.kind, isLast) {
            case (.value, _): return former.line
            case (.elements(let count), false): place.append("#\(count)")
            case (.elements(let count), true):
                guard isElement else { return former.line }
                known[place] = (.elements(count + 1), former.line)
            case (.table, true): return former.line
            case (.parent, true):
                guard !isElement else { return former.line }
                known[place] = (.table, line)
            case (.table, false), (.parent, false): break
            }
        }
        return nil
    }

    /// Notes a key in a table; the line of what has that name already, if something has.
    mutating func define(_ path: [String], in table: [String], line: Int) -> Int? {
        var place: [String] = []
        for name in table {
            place.append(name)
            if case .elements(let count)? = known[place]?.kind { place.append("#\(count)") }
        }
        for (index, name) in path.enumerated() {
            place.append(name)
            if index == path.count - 1 {
                if let former = known[place] { return former.line }
                known[place] = (.value, line)
            } else if let former = known[place] {
                guard case .parent = former.kind else { return former.line }
            } else {
                known[place] = (.parent, line)
            }
        }
        return nil
    }
}
