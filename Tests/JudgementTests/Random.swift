import Statistics

/// The seeded generator of the tests.
typealias Random = SeededGenerator

extension SeededGenerator {
    init(_ seed: UInt64) { self.init(seed: seed) }
}
