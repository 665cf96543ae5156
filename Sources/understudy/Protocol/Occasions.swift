import Synchronization

/// Whether an occasion is the one on which the fault is committed.
final class Occasions: Sendable {
    private let wanted: Int?
    private let count = Atomic(0)

    /// - Parameter nth: Which of them, from 1; nil for every one.
    init(nth: Int?) {
        wanted = nth
    }

    /// What is to be done at an occasion, if it is its turn; an occasion on which nothing is to be done counts for none.
    func taken<Act>(_ act: Act?) -> Act? {
        guard let act else { return nil }
        let number = count.add(1, ordering: .relaxed).newValue
        return wanted == nil || wanted == number ? act : nil
    }
}
