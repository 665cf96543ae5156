import Synchronization

/// Something that begins once and does not end.
final class Silence: Sendable {
    private let state = Atomic(false)

    func begin() { state.store(true, ordering: .releasing) }
    var hasBegun: Bool { state.load(ordering: .acquiring) }
}
