import Statistics

/// The order in which faults are tried, so that a budget that ends early, or a sample, leaves out no family.
///
/// Families take turns; within one, and among them, the seed decides. The same seed and faults give the same order.
package func inTurns(_ faults: [Fault], seed: UInt64) -> [Fault] {
    var random = SeededGenerator(seed: seed, for: "faults")
    let families = Dictionary(grouping: faults, by: \.family).sorted { $0.key < $1.key }
    var queues = families.map { $0.value.sorted { $0.name < $1.name }.shuffled(using: &random) }
    queues.shuffle(using: &random)
    var order: [Fault] = []
    var place = 0
    while order.count < faults.count {
        for queue in queues where place < queue.count { order.append(queue[place]) }
        place += 1
    }
    return order
}
