package import Linux
package import Recordings

/// A program to run to its end, and what it is given.
package struct Program: Sendable {
    /// What it is run for: `start`, `delete`, `version`.
    package var purpose: String
    /// The path, absolute, and the arguments.
    package var arguments: [String]
    package var environment: [String]
    package var directory: String?
    package var stdin: [UInt8]
    /// How many bytes of each output stream are kept of this one.
    package var keeping = Program.outputLimit

    /// How many bytes of each output stream are kept; the rest is read and dropped, and a line at the end of stderr says so.
    package static let outputLimit = 1 << 20

    package init(
        purpose: String, arguments: [String], environment: [String] = Program.plainEnvironment,
        directory: String? = nil, stdin: [UInt8] = []
    ) {
        self.purpose = purpose
        self.arguments = arguments
        self.environment = environment
        self.directory = directory
        self.stdin = stdin
    }

    /// What a daemon started at boot would have: only the usual PATH.
    package static let plainEnvironment = [
        "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
    ]

    /// Runs it until it has ended and closed its outputs; at the deadline its process group is killed.
    ///
    /// A daemon left behind that holds the outputs open keeps its starter waiting, here as in containerd: that is
    /// `timedOut` too. What went wrong is in the record, never thrown.
    package func run(within deadline: Duration) async -> ProgramRecord {
        let began = Stamp.now
        do {
            return try await run(until: began.advanced(by: deadline))
        } catch {
            return record(.notStarted("\(error)"), began, Stamp.now, [], [])
        }
    }

    private func run(until deadline: Stamp) async throws -> ProgramRecord {
        let (input, output, errors) = (try Pipe(), try Pipe(), try Pipe())
        var request = SpawnRequest(
            arguments[0], Array(arguments.dropFirst()), environment: environment, directory: directory)
        request.descriptors = [0: input.reading, 1: output.writing, 2: errors.writing]
        let process = try spawn(request)
        for end in [input.reading, output.writing, errors.writing] { end.close() }
        let poller = try Poller.shared

        async let fed: Bool = {
            defer { input.writing.close() }
            // A program that does not read its stdin is no failure of ours.
            return (try? await poller.writeAll(input.writing, stdin, until: deadline)) ?? false
        }()
        async let out = poller.drain(output.reading, keeping: keeping, until: deadline)
        async let err = poller.drain(errors.reading, keeping: keeping, until: deadline)

        var end = try await process.exit(until: deadline)
        let late = end == nil
        if late {
            try process.sendToGroup(9)
            end = try await process.exit(within: .seconds(5))
        }
        _ = await fed
        let (stdout, stderr) = try await (out, err)
        let held = !stdout.closed || !stderr.closed
        let cut = [("stdout", stdout), ("stderr", stderr)].filter { $0.1.kept.end == .limit }.map {
            "\n[kumite: of \($0.0) the first \(keeping) bytes were kept]\n"
        }
        return record(
            late || held ? .timedOut : end.map { ProgramEnd($0.status) } ?? .timedOut, process.launched,
            end?.stamp ?? Stamp.now, stdout.kept.bytes, stderr.kept.bytes + Array(cut.joined().utf8))
    }

    private func record(
        _ end: ProgramEnd, _ began: Stamp, _ ended: Stamp, _ stdout: [UInt8], _ stderr: [UInt8]
    ) -> ProgramRecord {
        ProgramRecord(
            purpose: purpose, arguments: arguments, environment: environment, startedAt: began.nanoseconds,
            endedAt: ended.nanoseconds, end: end, stdout: RawBytes(stdout), stderr: RawBytes(stderr))
    }
}

extension ProgramEnd {
    /// The end of a process as the kernel told it.
    package init(_ status: ProcessStatus) {
        switch status {
        case .exited(let code): self = .exited(code)
        case .signalled(let signal, _): self = .signalled(signal)
        }
    }
}
