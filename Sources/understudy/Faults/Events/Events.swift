extension Fault {
    /// Those that report events wrongly.
    static let events: [Fault] = [
        lostExitEvent
    ]
}
