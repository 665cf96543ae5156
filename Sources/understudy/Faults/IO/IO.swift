import Linux
import Synchronization

extension Fault {
    /// Those that harm what processes read and write.
    static let io: [Fault] = [
        lastWriteLost, truncatedOutput, stderrIntoStdout, swappedStreams, lostStderr, doubledStdout, corruptedByte,
        changedOrder, addedNewline, lostExecOutput, lateOutput, outputAfterExit, unendedOutput, unclosedStdin,
        lostEarlyInput,
    ]
}

extension Misbehaviour {
    /// Changes what passes on streams; `came` is made anew for every process.
    static func streams(
        _ led: Set<Streams.Name>,
        _ came: @escaping @Sendable (ProcessKey, Stage) -> @Sendable (Streams.Piece) async -> [Streams.Piece]
    ) -> Misbehaviour {
        Misbehaviour(streams: { key, stage in Streams(led, came: came(key, stage)) })
    }
}

extension Streams.Piece {
    /// The same stream's, with other bytes.
    func with(_ bytes: [UInt8]) -> Streams.Piece { Streams.Piece(stream, bytes) }
}

/// How much has passed on each stream of a process.
final class PassedBytes: Sendable {
    private let counts = Mutex<[Streams.Name: Int]>([:])

    /// How much had passed before a piece, which is counted now.
    func before(_ piece: Streams.Piece) -> Int {
        counts.withLock { counts in
            let before = counts[piece.stream, default: 0]
            counts[piece.stream] = before + piece.bytes.count
            return before
        }
    }
}

extension Stage {
    /// Whether a process has been started, is known by its pid, and is no more.
    func isOver(_ key: ProcessKey) -> Bool {
        guard let known = self[key], known.pid > 0 else { return false }
        guard let stat = (try? ProcessStat.of(Int32(clamping: known.pid))) ?? nil else { return true }
        return stat.hasEnded
    }
}
