/// The most that is read of each part of a run folder, bytes.
enum RunLimits {
    static let header = 16 << 20
    static let plan = 256 << 20
    static let journal = 256 << 20
    /// Held line by line while it is read; 12,000 trials have some 40 MB.
    static let measures = 256 << 20
    /// 12,000 trials that each reach four hundred functions have some 50 MB.
    static let coverage = 256 << 20
    static let trial = 256 << 20
    static let set = 64 << 20
    /// One line of any of them: the largest real one, a guest's whole report, has some hundred kilobytes.
    static let line = 16 << 20
    static let blob = 64 << 20
    /// The highest number of a trial.
    static let trials = 10_000_000
}
