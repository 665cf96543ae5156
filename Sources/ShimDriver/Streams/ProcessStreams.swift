import Drivers
import Facets
import Linux
import Recordings
import Scenarios

/// The streams of one process: fifos as containerd makes them, held open before the shim is told of them; or files.
struct ProcessStreams: Sendable {
    var stdin: Descriptor?
    /// Where stdin's fifo is, while there is one.
    var stdinPath = ""
    var stdout: (any OutputSource)?
    var stderr: (any OutputSource)?
    /// The fifos' paths.
    var paths: [String] = []

    var outputs: [any OutputSource] { [stdout, stderr].compactMap(\.self) }
}

/// What a request says of streams: paths or URIs, or empty for none.
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

    /// Makes and opens the streams of a process that is about to be created; the same process a second time shares them.
    func makeStreams(of subject: Subject, _ process: ProcessSpec, _ context: StepContext) -> StreamPaths? {
        let stem = "\(setting.sockets)/\(subject.name)"
        var io = process.io
        // A terminal has one output; a stderr beside it is refused by every shim.
        if process.terminal { io.stderr = .none }
        // As containerd's own clients do it (cio.LogFile): one file for both, in which they can't be told apart.
        let sharesFile = io.stdout == .file && io.stderr == .file
        var paths = StreamPaths()
        switch io.stdin {
        case .none: break
        case .missing: paths.stdin = "\(stem).missing"
        case .fifo, .file, .binary, .stalled, .leaving: paths.stdin = "\(stem).i"
        }
        paths.stdout = path(of: io.stdout, subject, "\(stem).o", .stdout)
        paths.stderr = sharesFile ? paths.stdout : path(of: io.stderr, subject, "\(stem).e", .stderr)
        guard streams[subject.name] == nil else { return paths }
        do {
            var made = ProcessStreams()
            if io.stdin == .fifo {
                try Fifo.make(paths.stdin)
                made.paths.append(paths.stdin)
                made.stdin = try Fifo.open(paths.stdin, .both)
                made.stdinPath = paths.stdin
            }
            made.stdout = try source(
                of: subject, .stdout, io.stdout, paths.stdout, process.readyLine.map { try TextPattern($0) },
                &made.paths)
            if sharesFile { io.stderr = .none }
            made.stderr = try source(of: subject, .stderr, io.stderr, paths.stderr, nil, &made.paths)
            streams[subject.name] = made
            return paths
        } catch {
            recordFailure("making the streams of", subject.name, "\(error)", context)
            return nil
        }
    }

    /// What a request says of one output.
    private func path(
        of channel: StdioSpec.Channel, _ subject: Subject, _ fifo: String, _ stream: OutputStream
    ) -> String {
        let files = "\(setting.folder)/output/\(subject.name)"
        return switch channel {
        case .none: ""
        case .missing: "\(fifo).missing"
        case .fifo, .stalled, .leaving: fifo
        case .file: "file://\(files).\(stream.rawValue)"
        // Key and value become the logger's arguments (containerd, `runtime/v2/runc` NewBinaryCmd).
        case .binary: "binary://\(setting.publisher)?\(BinaryLogger.word)=\(files)"
        }
    }

    private func source(
        of subject: Subject, _ stream: OutputStream, _ channel: StdioSpec.Channel, _ path: String,
        _ readyLine: TextPattern?, _ made: inout [String]
    ) throws -> (any OutputSource)? {
        let files = "\(setting.folder)/output/\(subject.name)"
        switch channel {
        case .none, .missing: return nil
        case .fifo, .stalled, .leaving:
            try Fifo.make(path)
            made.append(path)
            let manner: OutputReader.Manner =
                channel == .stalled ? .stalled : channel == .leaving ? .leaving : .reading
            let reader = OutputReader(
                subject: subject.name, stream: stream, descriptor: try Fifo.open(path, .reading), manner: manner,
                readyLine: readyLine, poller: poller, recorder: recorder)
            if manner != .stalled { reader.begin() }
            return reader
        case .file, .binary:
            try Files.makeDirectories("\(setting.folder)/output", mode: 0o711)
            return OutputFile(
                subject: subject.name, stream: stream, path: "\(files).\(stream.rawValue)",
                marker: channel == .binary ? BinaryLogger.marker(of: files) : nil, readyLine: readyLine,
                poller: poller, recorder: recorder)
        }
    }

    /// Waits for the end of a process's output and records what came in all.
    func recordEnds(of subject: String, step: StepReference?) async {
        for source in streams[subject]?.outputs ?? [] {
            // Whose reader was stalled goes on now.
            source.begin()
            let end = await source.end(within: Self.outputGrace)
            recorder.record(.outputEnded(end), at: Stamp.now.nanoseconds, step: step)
        }
    }
}
