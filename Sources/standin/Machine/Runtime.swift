import Documents
import Glibc
import Linux
import Synchronization

/// The host's OCI runtime, which carries out for the guest what the agent's own would: one run of its program a verb.
final class Runtime: Sendable {
    let program: String
    /// Where it keeps what it knows of its containers.
    let root: String

    private let count = Atomic<UInt64>(0)

    /// How long one verb may take before it is ended and counts as failed.
    static let limit = Duration.seconds(60)

    init(program: String, root: String) {
        self.program = program
        self.root = root
    }

    /// Runs a verb to its end.
    ///
    /// - Parameters:
    ///   - folder: Where its log goes, which is removed again.
    ///   - descriptors: What it is given, and hands on to a process of a container; without any, it gets nothing.
    ///   - input: What it reads, where it is given no descriptors.
    ///   - mounts: The mount namespace that it is run in; nil for this process's.
    /// - Returns: What it has written, at most 4 MiB, where it is given no descriptors.
    /// - Throws: An ``AgentFailure`` with the runtime's own words.
    func run(
        _ words: [String], in folder: String, descriptors: [Int32: Descriptor]? = nil, input: [UInt8] = [],
        mounts: Namespace? = nil, within limit: Duration = Runtime.limit
    ) async throws -> [UInt8] {
        let number = count.add(1, ordering: .relaxed).newValue
        let log = "\(folder)/log.\(number)"
        defer { _ = try? Files.remove(log) }
        var request = SpawnRequest(
            program, ["--root", root, "--log", log, "--log-format", "json"] + words,
            environment: ["PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"], directory: folder)
        // What it has, a container has too if its specification says nothing.
        request.limits = []
        request.namespaces = [mounts].compactMap(\.self)
        let poller = try Poller.shared
        var pipes: (input: Pipe, output: Pipe)?
        if let descriptors {
            request.descriptors = descriptors
        } else {
            let made = (input: try Pipe(), output: try Pipe())
            request.descriptors = [0: made.input.reading, 1: made.output.writing]
            pipes = made
        }
        let process = try spawn(request)
        let deadline = Stamp.after(limit)
        var output: [UInt8] = []
        if let pipes {
            pipes.input.reading.close()
            pipes.output.writing.close()
            try pipes.input.writing.setNonBlocking()
            _ = try? await poller.writeAll(pipes.input.writing, input, until: deadline)
            pipes.input.writing.close()
            output = try await poller.readAll(pipes.output.reading, limit: 4 << 20, until: deadline).bytes
        }
        guard let exit = try await process.exit(until: deadline) else {
            _ = try? process.send(SIGKILL)
            _ = try? await process.exit(within: .seconds(5))
            throw AgentFailure.refused("the runtime has not done \(words.first ?? "") within \(limit)")
        }
        guard exit.status.isSuccess else {
            throw AgentFailure.refused("\(words.first ?? ""): \(Runtime.words(in: log) ?? "\(exit.status)")")
        }
        return output
    }

    /// What the runtime's log says last of an error.
    private static func words(in log: String) -> String? {
        guard let bytes = try? Files.read(log, limit: 256 << 10).bytes else { return nil }
        let messages = bytes.split(separator: 10).compactMap { line -> String? in
            let entry = JSONValue(bytes: Array(line))
            return entry?["level"]?.text == "error" ? entry?["msg"]?.text : nil
        }
        return messages.last.map(AgentFailure.line)
    }

    /// The ids of all containers that it knows, as far as their names are ours.
    func containers(beginning mark: String) -> [String] {
        let names = (try? Directory(root).names(limit: 100_000)) ?? []
        return names.map { String(decoding: $0, as: UTF8.self) }.filter { $0.hasPrefix(mark) }.sorted()
    }
}

/// Runs something to its end, also when whoever waits for it gives up.
func shielded<Value: Sendable>(_ body: @escaping @Sendable () async throws -> Value) async throws -> Value {
    try await Task { try await body() }.value
}
