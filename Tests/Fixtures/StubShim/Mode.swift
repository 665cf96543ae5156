import Linux

/// How the stub misbehaves: what follows `stub-shim.` in the name that it is run as.
///
/// By the name (a hard link, or the first argument), not by the environment: who starts a shim gives it a fixed one.
enum Mode: String, CaseIterable, Sendable {
    /// In no way: it answers at once, and runs nothing.
    case ok
    /// `-v` fails.
    case noVersion = "no-version"

    // What `start` does.
    /// Prints what is no address, with bytes that would upset a terminal.
    case garbage
    /// Prints 16 MiB of it.
    case floods
    /// Prints nothing and exits 0.
    case nothing
    /// Complains on stderr and exits 1.
    case refuses
    /// Prints an address that nobody listens on.
    case nobody
    /// Never ends.
    case hangsInStart = "hangs-in-start"
    /// Ends, but leaves a child that holds its stdout open.
    case holdsStdout = "holds-stdout"
    /// Answers with a JSON object and serves version 3.
    case json
    /// Answers with a BootstrapResult message and serves version 3.
    case message

    // How the daemon answers.
    /// Exits when it is asked to create.
    case diesInCreate = "dies-in-create"
    /// Answers with a frame whose payload is no message.
    case brokenFrame = "broken-frame"
    /// Ends the connection in the middle of a frame.
    case tornFrame = "torn-frame"
    /// Answers with a frame longer than the protocol allows.
    case oversizeFrame = "oversize-frame"
    /// Answers on a stream that nobody asked on.
    case otherStream = "other-stream"
    /// Takes calls and answers none.
    case never
    /// Answers create and start 50 ms late.
    case slow

    // What it does with its containers.
    /// Leaves a process behind that create started.
    case leaksProcess = "leaks-process"
    /// Leaves a mount behind that create made.
    case leaksMount = "leaks-mount"
    /// Reports an exit 300 ms after `wait` has answered.
    case lateExit = "late-exit"
    /// Reports exits as 1 more than they are.
    case wrongExit = "wrong-exit"
    /// Answers `shutdown` and stays.
    case lingers

    // Kata's shims, as far as they are known (see `KataStub`).
    /// The Go shim of 4.1: configuration by the task's options, a monitor of its own, a log.
    case kataGo = "kata-go"
    /// It, and what it makes on the host and in the pod's network stays.
    case kataLeaves = "kata-leaves"
    /// Kata's Go shim that tells each event late, and ends at Shutdown with what it has not told.
    case kataDrops = "kata-drops"
    /// One that reads another configuration than it is told.
    case kataElsewhere = "kata-elsewhere"
    /// The Rust shim of 4.1.
    case kataRust = "kata-rust"
    /// One whose monitor is threads of its own.
    case kataThread = "kata-thread"
    /// One whose `start` fails with exit status 0.
    case kataRefuses = "kata-refuses"
    /// The Rust shim of 3.0: configuration by the environment, events by the publish binary.
    case kataOldRust = "kata-old-rust"

    /// The mode of a program by its name or path; a plain `stub-shim` is `ok`.
    init?(program: String) {
        let name = program[(program.lastIndex(of: "/").map { program.index(after: $0) } ?? program.startIndex)...]
        let prefix = "stub-shim."
        guard name.hasPrefix(prefix) else {
            self = .ok
            return
        }
        self.init(rawValue: String(name.dropFirst(prefix.count)))
    }

    /// The version of the task service that its daemon serves.
    var version: Int { self == .json || self == .message ? 3 : 2 }

    /// Whether its daemon writes its own frames instead of a server's.
    var isRaw: Bool {
        switch self {
        case .brokenFrame, .tornFrame, .oversizeFrame, .otherStream, .never: true
        default: false
        }
    }
}
