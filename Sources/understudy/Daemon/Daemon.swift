import FoundationEssentials
import Glibc
import Linux
import TTRPC

/// The understudy's daemon: stands between the real shim and whoever calls it, and between it and its events.
///
/// It takes the real socket's name: the address that `start` tells, and every file that holds it, stay the real shim's.
struct Daemon: Sendable {
    /// What it is started with.
    static let word = "__daemon"
    /// What it answers when it has done what it was told.
    static let done = "done"

    /// What it is told first.
    struct Orders: Codable, Sendable {
        var id: String
        var namespace: String
        /// The `start` that made it, whose number is in the names of its files.
        var pid: Int32
        /// containerd's endpoint for events, and where to take them in its place.
        var endpoint: String?
        var events: String?
    }

    /// O_PATH, which Glibc's module leaves out: opens a socket's file, and nothing can be read from it.
    private static let asPlace: Int32 = 0o10_000_000

    private let staging: Staging

    init(_ staging: Staging) {
        self.staging = staging
    }

    func run() async throws {
        try Signals.prepare()
        let lines = LineChannel(Descriptor(owning: dup(0)))
        close(0)
        guard let line = try await lines.read(),
            let orders = try? JSONDecoder().decode(Orders.self, from: Data(line.utf8))
        else { return }
        let misbehaviour = try staging.misbehaviour(in: orders.id)
        let stage = Stage(id: orders.id, namespace: orders.namespace, folder: orders.folder)
        let occasions = Occasions(nth: staging.nth)
        let performer = misbehaviour.map { Performer($0, stage, occasions) }
        let events: EventFront?
        do {
            events = try orders.listen(performer)
            try await lines.write(Self.done)
        } catch {
            try await lines.write("\(error)")
            return
        }
        defer { events?.close() }
        guard let address = try await lines.read() else { return }
        let service: ServiceFront?
        do {
            let real = try Files.open(address, Self.asPlace)
            stage.found(at: real.pathWhileOpen)
            service = try ServiceFront.take(address, real, performer)
            try await lines.write(Self.done)
        } catch let error as LinuxError where Self.isGone(error) {
            // `start` has found a shim that was about to die: what it answered stands, and there is nobody to stand before.
            try await lines.write(Self.done)
            return
        } catch {
            try await lines.write("\(error)")
            return
        }
        lines.close()
        // Another daemon stands before the shim already: a second container of its group.
        guard let service else { return }
        await performer?.serve()
        let standing = Task { await service.run() }
        // Before a shim that stays it would stay too: whoever is to see what the shim has left tells it to go.
        let dismissal = try? SignalReader([SIGTERM])
        let dismissed = Task {
            if (try? await dismissal?.next()) != nil { standing.cancel() }
        }
        await standing.value
        dismissed.cancel()
        // Its name at once: who looks what the shim has left must not find it.
        events?.close()
        await service.finish()
        await events?.finish()
        await performer?.end()
        stage.close()
    }

    /// Whether nobody listens at an address, or it is no file any more.
    private static func isGone(_ error: LinuxError) -> Bool {
        error.errno == ECONNREFUSED || error.errno == ENOENT
    }
}

extension Daemon.Orders {
    /// The folder of its sockets.
    var folder: String {
        let path = events ?? "/run/containerd/s/u"
        return String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)])
    }

    fileprivate func listen(_ performer: Performer?) throws -> EventFront? {
        guard let events, let endpoint else { return nil }
        return try EventFront(at: events, before: endpoint, performer)
    }
}
