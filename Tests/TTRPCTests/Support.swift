import Glibc
import Synchronization

@testable import TTRPC

/// A generator whose numbers its seed decides (SplitMix64), so that a failure can be repeated.
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return mixed ^ (mixed >> 31)
    }

    mutating func bytes(_ count: Int) -> [UInt8] {
        (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &self) }
    }
}

private let sockets = Atomic(0)

/// A path for a socket that no other test has.
func socketPath() -> String {
    "/tmp/kumite-ttrpc-\(getpid())-\(sockets.add(1, ordering: .relaxed).newValue).sock"
}

/// Collects what observers on other threads say.
final class Journal<Entry: Sendable>: Sendable {
    private let entries = Mutex<[Entry]>([])

    var all: [Entry] { entries.withLock { $0 } }

    func add(_ entry: Entry) {
        entries.withLock { $0.append(entry) }
    }

    /// Waits, at most 10 s, until an entry matches.
    func first(_ matches: (Entry) -> Bool) async throws -> Entry? {
        for _ in 0..<2000 {
            if let entry = all.first(where: matches) { return entry }
            try await Task.sleep(for: .milliseconds(5))
        }
        return nil
    }
}

/// A gate that tasks wait at until it is opened; a cancelled task goes through.
final class Gate: Sendable {
    private let stream: AsyncStream<Never>
    private let continuation: AsyncStream<Never>.Continuation

    init() {
        (stream, continuation) = AsyncStream.makeStream()
    }

    func open() {
        continuation.finish()
    }

    func wait() async {
        for await _ in stream {}
    }
}

/// Long enough for a busy machine, short enough to see that something hangs.
let patience = Duration.seconds(30)

/// The echo method, and a few with other manners.
enum Echo {
    static let service = "test.Echo"

    static let methods: [ServerMethod] = [
        .unary(service, "Echo") { .success($0.payload) },
        .unary(service, "Refuse") { .failure(Status(.notFound, "no \(String(decoding: $0.payload, as: UTF8.self))")) },
        .unary(service, "Metadata") { request in
            .success(Array(request.metadata.map { "\($0.key)=\($0.value)" }.joined(separator: ";").utf8))
        },
        .unary(service, "Timeout") { .success(Array("\($0.timeoutNanoseconds)".utf8)) },
        .unary(service, "Huge") { _ in .success([UInt8](repeating: 7, count: FrameHeader.maximumLength + 1)) },
        .unary(service, "Sleep") { request in
            try? await Task.sleep(for: .milliseconds(Int(request.payload.first ?? 0)))
            return .success(request.payload)
        },
        .unary(service, "Never") { _ in
            await Gate().wait()
            return .success([])
        },
    ]
}

extension ServerEvent {
    var isRequest: Bool {
        if case .request = self { true } else { false }
    }
}

extension Client {
    func echo(_ method: String = "Echo", _ payload: [UInt8] = [], timeout: Duration? = patience) async -> Exchange {
        await call(service: Echo.service, method: method, payload: payload, timeout: timeout)
    }
}

/// Runs the body with a client of an echo server, then closes both.
func withEcho<R: Sendable>(
    observe: @escaping @Sendable (ClientEvent) -> Void = { _ in },
    observeServer: @escaping @Sendable (ServerEvent) -> Void = { _ in },
    _ body: (Client, Server) async throws -> R
) async throws -> R {
    let path = socketPath()
    let server = try Server(listeningAt: path, methods: Echo.methods, observe: observeServer)
    defer { server.abort() }
    let client = try Client(connectingTo: path, observe: observe)
    defer { client.close() }
    return try await body(client, server)
}
