import Glibc
import Linux

/// What a run of a shim's program came to.
struct ProgramOutcome: Sendable, Hashable {
    var stdout: [UInt8]
    /// What is said on standard error beside what the real program has said there itself.
    var stderr: [UInt8] = []
    var status: ProcessStatus

    /// Whether it ended with 0.
    var isSuccess: Bool { status.isSuccess }

    /// Says it all, and ends this program in the same way.
    func conclude() -> Never {
        Understudy.say(stdout)
        if !stderr.isEmpty { Understudy.complain(String(decoding: stderr, as: UTF8.self)) }
        switch status {
        case .exited(let code): exit(code)
        case .signalled(let signal, _):
            _ = try? Signals.reset(signal)
            kill(getpid(), signal)
            exit(128 + signal)
        }
    }
}

/// The real shim's program, run once in this one's place.
struct RealProgram: Sendable {
    var path: String
    var arguments: [String]
    var environment: [String]
    /// What it reads from standard input; nil hands on this program's own.
    var stdin: [UInt8]?

    /// Runs it to its end. As containerd does, it waits until nobody holds its standard output any more.
    func run() async throws -> ProgramOutcome {
        let poller = try Poller.shared
        let output = try Pipe()
        let input = stdin == nil ? nil : try Pipe()
        var request = SpawnRequest(path, arguments, environment: environment)
        request.descriptors = [
            0: input?.reading ?? Descriptor(owning: dup(0)), 1: output.writing, 2: Descriptor(owning: dup(2)),
        ]
        // A signal for whoever called this program is for that one too.
        request.group = .shared
        request.limits = []
        request.creationMask = Self.mask
        let process = try spawn(request)
        output.writing.close()
        input?.reading.close()
        async let fed: Bool = {
            guard let stdin, let input else { return true }
            defer { input.writing.close() }
            return (try? await poller.writeAll(input.writing, stdin)) ?? false
        }()
        let said = try await poller.readAll(output.reading, limit: 64 << 20)
        _ = await fed
        return ProgramOutcome(stdout: said.bytes, status: try await process.exit().status)
    }

    /// This program's whole environment.
    static var environment: [String] {
        var entries: [String] = []
        var next = environ
        while let entry = next.pointee {
            entries.append(String(cString: entry))
            next += 1
        }
        return entries
    }

    /// This program's own mask for new files.
    private static var mask: UInt32 {
        let now = umask(0o022)
        umask(now)
        return UInt32(now)
    }
}
