import Glibc
import Linux

extension Fixture {
    /// Ignores signals, handles one, blocks all, and starts a program that shows what reached it of that.
    static func ignoring() async throws {
        for number in [SIGHUP, SIGINT, SIGPIPE, SIGUSR1] { signal(number, SIG_IGN) }
        signal(SIGTERM) { _ in }
        var all = sigset_t()
        sigfillset(&all)
        pthread_sigmask(SIG_BLOCK, &all, nil)
        var request = SpawnRequest("/bin/cat", ["/proc/self/status"])
        request.descriptors = [1: .standardOutput]
        _ = try await spawn(request).exit(within: .seconds(10))
    }

    /// Tells of each signal, and ends with the first that comes twice.
    static func signals() async throws {
        // As a shell's background jobs have it.
        signal(SIGINT, SIG_IGN)
        let reader = try SignalReader([SIGINT, SIGTERM, SIGUSR1])
        do { _ = try SignalReader([SIGHUP]) } catch { say("\(error)") }
        say("ready")
        var last: Int32 = 0
        for try await received in reader {
            say("signal \(received.signal) from \(received.sender)")
            if received.signal == last { return }
            last = received.signal
        }
    }

    /// Shows what `Signals.prepare` leaves.
    static func prepare() throws {
        signal(SIGCHLD, SIG_IGN)
        try Signals.prepare()
        let status = try Files.read("/proc/self/status", limit: 65_536).bytes
        try Descriptor.standardOutput.writeAll(status)
    }

    /// Shows limits after they have been lowered, and after an attempt to raise them.
    static func limits() throws {
        try ThisProcess.lower(Limit(.openFiles, soft: 64, hard: 128))
        try ThisProcess.lower(Limit(.openFiles, soft: 4096, hard: 4096))
        try ThisProcess.nameThread("a-fixture")
        try Descriptor.standardOutput.writeAll(try Files.read("/proc/self/limits", limit: 65_536).bytes)
        try Descriptor.standardOutput.writeAll(try Files.read("/proc/self/comm", limit: 64).bytes)
    }

    /// Becomes a session leader, twice.
    static func session() throws {
        let before = getsid(0)
        try Session.become()
        try Session.become()
        say("\(before != getsid(0)) \(getsid(0) == getpid())")
    }
}
