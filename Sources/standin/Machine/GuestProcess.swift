import CLinux
import Glibc
import Linux
import TTRPC

/// A process of a container, and this side's ends of its streams.
final class GuestProcess: Sendable {
    /// Which of the two streams that a process writes.
    enum Output: Sendable { case stdout, stderr }

    let pid: Int32
    /// 128 and the signal's number, or the exit code.
    let ended = OneShot<Int32>()

    private let process: SpawnedProcess?
    private let streams: ProcessStreams
    private let book: ExitBook

    /// Takes charge of a process that the runtime has started, also when it has ended already.
    ///
    /// - Parameter book: Where its end is, or comes, in that case.
    init(pid: Int32, _ streams: ProcessStreams, reaper: Reaper, book: ExitBook) throws {
        self.pid = pid
        self.streams = streams
        self.book = book
        process = try ProcessIdentity.of(pid).flatMap { try reaper.adopt($0) }
    }

    /// Waits for its end; `noting` comes before anybody who waits for `ended` hears of it.
    func watch(_ noting: @escaping @Sendable (Int32) async -> Void) {
        Task {
            let exit: ProcessExit?
            if let process {
                exit = try? await process.exit()
            } else {
                let end = book.end(of: pid)
                exit = try? await withDeadline(.after(GuestProcess.lateness)) { try await end.get() }
                book.forget(pid)
            }
            // 255 is what the agent says of a process whose end it has missed.
            let code = exit.map { GuestProcess.code($0.status) } ?? 255
            await noting(code)
            ended.set(code)
        }
    }

    /// How long after a process has gone its end may come.
    private static let lateness = Duration.seconds(5)

    static func code(_ status: ProcessStatus) -> Int32 {
        switch status {
        case .exited(let code): code
        case .signalled(let signal, _): 128 + signal
        }
    }

    /// Sends a signal; false if it has ended.
    func send(_ signal: Int32) throws -> Bool { try process?.send(signal) ?? false }

    // MARK: Streams

    /// Some of what it has written: blocks until there is something, or never will be.
    ///
    /// - Throws: An ``AgentFailure`` at the end, as the agent has it.
    func read(_ output: Output, upTo count: Int) async throws -> [UInt8] {
        guard let descriptor = streams.terminal ?? (output == .stdout ? streams.stdout : streams.stderr) else {
            throw AgentFailure.refused("the process has no such stream")
        }
        while true {
            // Read once more after the end: what was written last is there.
            let hasEnded = streams.terminal != nil && ended.value != nil
            do {
                let bytes = try descriptor.read(upTo: count)
                if bytes.isEmpty { break }
                return bytes
            } catch let error as LinuxError where error.errno == EIO {
                break
            } catch let error as LinuxError where error.errno == EAGAIN {
                if hasEnded { break }
                try await more(from: descriptor)
            }
        }
        throw AgentFailure.refused("eof")
    }

    /// Waits until there is something to read; at a terminal also until the process has ended, as others may hold it.
    private func more(from descriptor: Descriptor) async throws {
        let poller = try Poller.shared
        guard streams.terminal != nil else {
            _ = try await poller.readable(descriptor)
            return
        }
        let ended = self.ended
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { _ = try await poller.readable(descriptor) }
            group.addTask { _ = try await ended.get() }
            defer { group.cancelAll() }
            try await group.next()
        }
    }

    /// Writes everything to its standard input, and waits while it does not read.
    func write(_ bytes: [UInt8]) async throws {
        guard let descriptor = streams.terminal ?? streams.stdin, !descriptor.isClosed else {
            throw AgentFailure.refused("standard input is closed")
        }
        _ = try await Poller.shared.writeAll(descriptor, bytes)
    }

    /// Closes standard input. A terminal's stays: what ends its input is a character.
    func closeInput() { streams.stdin?.close() }

    /// Sets the size of its terminal.
    func resize(columns: UInt16, rows: UInt16) throws {
        guard let terminal = streams.terminal else { throw AgentFailure(code: .unavailable, words: "no tty") }
        let result = try terminal.withNumber { clinux_window_size($0, columns, rows) }
        if result < 0 { throw LinuxError(doing: "resize", to: "a terminal", errno: -result) }
    }
}

/// This side's ends of a process's streams, none of which blocks a thread.
struct ProcessStreams: Sendable {
    var stdin: Descriptor?
    var stdout: Descriptor?
    var stderr: Descriptor?
    /// The outer end of its terminal, in the place of the three.
    var terminal: Descriptor?

    /// Three pipes, and the ends of them that the process gets.
    static func pipes() throws -> (ours: ProcessStreams, theirs: [Int32: Descriptor]) {
        let (input, output, errors) = (try Pipe(), try Pipe(), try Pipe())
        for ours in [input.writing, output.reading, errors.reading] { try ours.setNonBlocking() }
        return (
            ProcessStreams(stdin: input.writing, stdout: output.reading, stderr: errors.reading),
            [0: input.reading, 1: output.writing, 2: errors.writing]
        )
    }
}
