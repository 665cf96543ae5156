import Facets

/// Whether the shim holds more at a look than it did at the trial's first one: `host/after/growth/shim/memory`.
///
/// What it takes varies from trial to trial and is a measure. What it goes on keeping after the same work over and over
/// is a leak, told in a word: below these bounds every shim moves by itself.
struct GrowthExtractor: GeneralExtractor {
    /// Descriptors that come and go: a shim that has just done with an exec may not have closed its streams yet.
    static let descriptors: UInt64 = 16
    /// Private bytes. A Go shim keeps up to some mebibytes of what it has once used.
    static let memory: UInt64 = 8 << 20

    /// The only role that is there for as long as the trial looks.
    private static let role = "shim"

    func extract(from reading: Reading, into draft: inout Draft) {
        let looks = reading.runs.compactMap { run in run.footprints.last.map { (run: run, record: $0) } }
        guard let first = looks.first else { return }
        for look in looks.dropFirst() {
            func tell(_ name: String, _ bound: UInt64, _ amount: (Footprint) -> UInt64?) {
                var state = FacetState.hidden("the shim could not be looked at")
                if let before = Self.sum(first.record, amount), let now = Self.sum(look.record, amount) {
                    state = .seen(.text(now > before && now - before > bound ? "grown" : "steady"))
                }
                draft.set(
                    look.run.path.appending("growth", Self.role, name), state, iteration: look.run.reference.iteration)
            }
            tell("descriptors", Self.descriptors) { $0.descriptors.map { UInt64(max(0, $0)) } }
            tell("memory", Self.memory, \.privateBytes)
        }
    }

    /// What all processes of the role have; nil where none of them could be read.
    private static func sum(_ record: FootprintRecord, _ amount: (Footprint) -> UInt64?) -> UInt64? {
        let amounts = record.processes.filter { RolePlaces.place(of: $0.role) == role }.compactMap(amount)
        guard !amounts.isEmpty else { return nil }
        return amounts.reduce(UInt64(0)) { sum, amount in
            let (sum, overflow) = sum.addingReportingOverflow(amount)
            return overflow ? .max : sum
        }
    }
}
