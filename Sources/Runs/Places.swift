/// The places at the processors, one for each lane that keeps one busy.
///
/// A worker takes one before it begins a trial, and gives it back when that has ended, or before: a trial that takes long
/// mostly waits, for a deadline that a hung shim lets pass, and another can run meanwhile.
actor Places {
    /// A trial that has taken so long mostly waits: one of lifecycle, exec and io took 0.26 s on average (868 trials,
    /// four lanes on two cores).
    static let patience = Duration.seconds(3)

    private var free: Int
    private var queue: [CheckedContinuation<Void, Never>] = []
    private var isOver = false

    init(_ count: Int) {
        free = count
    }

    /// Waits for a place; when the work is over there is one for everybody.
    func take() async {
        if isOver { return }
        if free > 0 {
            free -= 1
        } else {
            await withCheckedContinuation { queue.append($0) }
        }
    }

    /// Takes a place for what has begun already, also where none is free: who waits then waits for two to be given.
    func claim() {
        if !isOver { free -= 1 }
    }

    func give() {
        free += 1
        guard free > 0, !queue.isEmpty else { return }
        free -= 1
        queue.removeFirst().resume()
    }

    /// Lets everybody go on who waits: nothing more begins.
    func end() {
        isOver = true
        for waiting in queue { waiting.resume() }
        queue = []
    }
}

/// A worker's own place, as long as it has one.
actor Place {
    private let places: Places
    private var isHeld = false

    init(at places: Places) {
        self.places = places
    }

    func take() async {
        guard !isHeld else { return }
        await places.take()
        isHeld = true
    }

    func claim() async {
        guard !isHeld else { return }
        await places.claim()
        isHeld = true
    }

    func give() async {
        guard isHeld else { return }
        isHeld = false
        await places.give()
    }

    /// Does what may take long, and gives the place to another if it does.
    func giving<Result: Sendable>(
        after patience: Duration = Places.patience, _ body: @Sendable () async throws -> Result
    ) async throws -> Result {
        let giving = Task {
            try await Task.sleep(for: patience)
            await give()
        }
        defer { giving.cancel() }
        return try await body()
    }
}
