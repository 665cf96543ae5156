package import Kata
import Synchronization

/// What is known of the keys of Kata's configurations, read when it is first asked for.
package final class KataKnowledge: Sendable {
    /// Tables by release, and what moved between them.
    package struct Facts: Sendable {
        package var tables: [KeyTable]
        package var changes: KeyChanges

        package init(tables: [KeyTable] = [], changes: KeyChanges = KeyChanges()) {
            self.tables = tables
            self.changes = changes
        }
    }

    private let read: @Sendable () throws -> Facts
    private let known = Mutex<(facts: Facts, keys: Set<String>)?>(nil)

    /// - Parameter read: Reads them; where it throws, nothing is known.
    package init(_ read: @escaping @Sendable () throws -> Facts = { Facts() }) {
        self.read = read
    }

    var facts: Facts { all.facts }

    /// Every key that any shim reads, by the name that scenarios have for it.
    var keys: Set<String> { all.keys }

    private var all: (facts: Facts, keys: Set<String>) {
        known.withLock { known in
            if let known { return known }
            let facts = (try? read()) ?? Facts()
            let shims = facts.tables.flatMap { [$0.go, $0.rust] }
            let keys = Set(
                shims.flatMap { shim in shim.reads.flatMap { section, keys in keys.keys.map { "\(section)/\($0)" } } })
            known = (facts, keys)
            return (facts, keys)
        }
    }
}

extension KataKnowledge {
    /// The table of a release, else that of the nearest older one, else of the oldest.
    func table(of version: KataVersion) -> KeyTable? {
        let tables = facts.tables.sorted { $0.version < $1.version }
        return tables.last { $0.version <= version } ?? tables.first
    }

    /// Where a shim has a key that a scenario sets, and how it writes the value.
    ///
    /// A key that it has under another name is that one; one that it does not have is written all the same: whether that
    /// is refused or ignored is for the judge to see.
    func resolve(_ place: KeyPlace, _ value: String, for release: ShimRelease?) -> (KeyPlace, TomlValue) {
        guard let release, let keys = table(of: release.version)?.keys(of: release.language) else {
            return (place, TomlValue(scenario: value, type: nil))
        }
        if let type = keys.type(of: place) { return (place, TomlValue(scenario: value, type: type)) }
        let other: ShimLanguage = release.language == .go ? .rust : .go
        let otherType = table(of: release.version)?.keys(of: other).type(of: place)
        let written = TomlValue(scenario: value, type: otherType)
        guard let move = facts.changes.move(of: place, from: other, to: release.language),
            keys.type(of: move.place(in: release.language)) != nil, let moved = move.value(written, from: other)
        else { return (place, written) }
        return (move.place(in: release.language), moved)
    }
}
