import Archives

/// The trials that wait to be carried out, by what may run beside them; in the plan's order within each lot.
struct TrialQueue {
    /// What a trial needs of the processors while it runs.
    enum Lot: CaseIterable {
        /// One to itself.
        case busy
        /// Hardly any: it waits, for deadlines or for shims that linger.
        case waiting
        /// All: it is timed, or it looks at what nobody owns.
        case alone
    }

    private var lots: [Lot: [PlannedTrial]] = [:]

    init() {}

    /// A queue of trials of which none runs beside another.
    init(alone trials: [PlannedTrial]) {
        for trial in trials { add(trial, to: .alone) }
    }

    /// Puts a trial behind the others of its lot.
    mutating func add(_ trial: PlannedTrial, to lot: Lot) {
        lots[lot, default: []].append(trial)
    }

    /// Puts a trial that could not be carried out before the others of its lot.
    mutating func again(_ trial: PlannedTrial, in lot: Lot) {
        lots[lot, default: []].insert(trial, at: 0)
    }

    /// The next trial for a worker of a lot; one that has no busy trial left takes one that waits.
    mutating func next(for lot: Lot) -> PlannedTrial? {
        for lot in lot == .busy ? [.busy, .waiting] : [lot] {
            if let first = lots[lot]?.first {
                lots[lot]?.removeFirst()
                return first
            }
        }
        return nil
    }

    func all(of lot: Lot) -> [PlannedTrial] { lots[lot] ?? [] }
}
