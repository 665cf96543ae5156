extension FacetValue: Hashable {
    package static func == (a: FacetValue, b: FacetValue) -> Bool {
        switch (a, b) {
        case (.bool(let a), .bool(let b)): a == b
        case (.integer(let a), .integer(let b)): a == b
        case (.text(let a), .text(let b)): a.utf8.elementsEqual(b.utf8)
        case (.bytes(let a), .bytes(let b)): a == b
        case (.list(let a), .list(let b)): a == b
        case (.bag(let a), .bag(let b)): a == b
        case (.record(let a), .record(let b)): a == b
        default: false
        }
    }

    /// Texts go in as UTF-8, as `==` compares them.
    package func hash(into hasher: inout Hasher) {
        hasher.combine(rank)
        switch self {
        case .bool(let value): hasher.combine(value)
        case .integer(let value): hasher.combine(value)
        case .text(let text): for byte in text.utf8 { hasher.combine(byte) }
        case .bytes(let summary): hasher.combine(summary)
        case .list(let values), .bag(let values): hasher.combine(values)
        case .record(let members): hasher.combine(members)
        }
    }
}

extension FacetValue: Comparable {
    /// A total order: by kind, then by value; texts by their UTF-8, records by their sorted members.
    package static func < (a: FacetValue, b: FacetValue) -> Bool {
        switch (a, b) {
        case (.bool(let a), .bool(let b)): !a && b
        case (.integer(let a), .integer(let b)): a < b
        case (.text(let a), .text(let b)): a.utf8.lexicographicallyPrecedes(b.utf8)
        case (.bytes(let a), .bytes(let b)):
            if a.digest != b.digest {
                a.digest < b.digest
            } else if a.length != b.length {
                a.length < b.length
            } else {
                a.head.lexicographicallyPrecedes(b.head)
            }
        case (.list(let a), .list(let b)), (.bag(let a), .bag(let b)): a.lexicographicallyPrecedes(b)
        case (.record(let a), .record(let b)):
            a.sortedMembers.lexicographicallyPrecedes(b.sortedMembers) { a, b in
                a.key.utf8.elementsEqual(b.key.utf8)
                    ? a.value < b.value : a.key.utf8.lexicographicallyPrecedes(b.key.utf8)
            }
        default: a.rank < b.rank
        }
    }

    /// Values whose order does not count, in the one order that a bag is kept in.
    package static func bag(of values: some Sequence<FacetValue>) -> FacetValue {
        .bag(values.sorted())
    }

    private var rank: Int {
        switch self {
        case .bool: 0
        case .integer: 1
        case .text: 2
        case .bytes: 3
        case .list: 4
        case .bag: 5
        case .record: 6
        }
    }
}

extension [String: FacetValue] {
    /// The members in the order of their names' UTF-8.
    var sortedMembers: [(key: String, value: FacetValue)] {
        sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
    }
}
