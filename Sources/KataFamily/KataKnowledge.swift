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
