extension Verb {
    /// The action of a verb that needs nothing but its subject; nil for one that has arguments, or is no call.
    func plain(_ subject: Subject) -> Action? {
        switch self {
        case .create: .create(subject)
        case .start: .start(subject)
        case .wait: .wait(subject)
        case .ready: .ready(subject)
        case .delete: .delete(subject)
        case .state: .state(subject)
        case .pids: .pids(subject)
        case .pause: .pause(subject)
        case .resume: .resume(subject)
        case .stats: .stats(subject)
        case .close: .close(subject)
        case .connect: .connect(subject)
        default: nil
        }
    }
}
