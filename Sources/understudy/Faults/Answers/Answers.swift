extension Fault {
    /// Those that answer calls wrongly.
    static let answers: [Fault] = [
        pidZero
    ]
}
