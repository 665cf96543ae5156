import Drivers
import Linux
import Recordings
import Scenarios

/// The streams of one process: fifos as containerd makes them, held open before the shim is told of them.
struct ProcessStreams: Sendable {
    var stdin: Descriptor?
    var stdout: OutputReader?
    var stderr: OutputReader?
    /// The fifos' paths.
    var paths: [String]

    var outputs: [OutputReader] { [stdout, stderr].compactMap(\.self) }
}

/// What a request says of streams: paths, or empty for none.
struct StreamPaths: Sendable {
    var stdin = ""
    var stdout = ""
    var stderr = ""
}

extension ShimSession {
    /// How long the end of a process's output is awaited after its end was told.
    ///
    /// Real shims close their ends within milliseconds; what is not closed by then is a facet, not a wait for ever.
    static var outputGrace: Duration { .seconds(2) }

    /// Makes and opens the fifos of a process that is about to be created; the same process a second time shares them.
    func makeStreams(of subject: Subject, _ process: ProcessSpec, _ context: StepContext) -> StreamPaths? {
        let stem = "\(setting.sockets)/\(subject.name)"
        var paths = StreamPaths()
        if process.io.stdin == .fifo { paths.stdin = "\(stem).i" }
        if process.io.stdout == .fifo { paths.stdout = "\(stem).o" }
        // A terminal has one output; a stderr beside it is refused by every shim.
        if process.io.stderr == .fifo, !process.terminal { paths.stderr = "\(stem).e" }
        guard streams[subject.name] == nil else { return paths }
        do {
            var made = ProcessStreams(paths: [])
            if !paths.stdin.isEmpty {
                try Fifo.make(paths.stdin)
                made.paths.append(paths.stdin)
                made.stdin = try Fifo.open(paths.stdin, .both)
            }
            made.stdout = try reader(of: subject, .stdout, paths.stdout, &made.paths)
            made.stderr = try reader(of: subject, .stderr, paths.stderr, &made.paths)
            streams[subject.name] = made
            return paths
        } catch {
            recordFailure("making the streams of", subject.name, "\(error)", context)
            return nil
        }
    }

    private func reader(of subject: Subject, _ stream: OutputStream, _ path: String, _ made: inout [String]) throws
        -> OutputReader?
    {
        guard !path.isEmpty else { return nil }
        try Fifo.make(path)
        made.append(path)
        let reader = OutputReader(
            subject: subject.name, stream: stream, descriptor: try Fifo.open(path, .reading), poller: poller,
            recorder: recorder)
        reader.begin()
        return reader
    }

    /// Waits for the end of a process's output and records what came in all.
    func recordEnds(of subject: String, step: StepReference?) async {
        for reader in streams[subject]?.outputs ?? [] {
            let end = await reader.end(within: Self.outputGrace)
            recorder.record(.outputEnded(end), at: Stamp.now.nanoseconds, step: step)
        }
    }
}
