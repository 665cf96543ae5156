import Glibc
import Linux
import Synchronization
import TTRPC

/// Stands in containerd's place where the real shim reports its events; gone while containerd's own endpoint is.
final class EventFront: Sendable {
    private let path: String
    private let endpoint: String
    private let performer: Performer?
    private let relays = Relays()
    private let task = Mutex<Task<Void, Never>?>(nil)

    /// How often it is looked whether an endpoint that was gone is back: well within the 10 ms after which containerd's shim
    /// looks again itself.
    private static var searchPeriod: Duration { .milliseconds(2) }
    /// How often, and that a millisecond apart, it is looked whether an endpoint that has gone was only started anew:
    /// until then the shim must not find nobody there.
    private static var restartLooks: Int { 30 }

    /// Listens at a path from now on, before an endpoint.
    init(at path: String, before endpoint: String, _ performer: Performer?) throws {
        self.path = path
        self.endpoint = endpoint
        self.performer = performer
        performer?.reports(to: endpoint)
        // What nobody listens to now, the shim is to find so.
        let first = try? UnixSocket.connect(Self.address(endpoint))
        let listener = first == nil ? nil : try UnixSocket.appear(at: path)
        task.withLock { $0 = Task { await self.run(listener, first) } }
    }

    private func run(_ first: Descriptor?, _ lookout: Descriptor?) async {
        var open: (listener: Descriptor, lookout: Descriptor)?
        if let first, let lookout { open = (first, lookout) }
        while !Task.isCancelled {
            if let (listener, lookout) = open {
                await stand(at: listener, while: lookout)
                if Task.isCancelled { return }
                open = nil
            }
            guard (try? await Poller.shared.sleep(until: .after(Self.searchPeriod))) != nil else { return }
            guard let lookout = try? UnixSocket.connect(Self.address(endpoint)),
                let listener = try? UnixSocket.appear(at: path)
            else { continue }
            open = (listener, lookout)
        }
    }

    /// Joins whoever connects until the endpoint has gone for good, or this one is to go.
    private func stand(at listener: Descriptor, while first: Descriptor) async {
        let accepting = Task { await accept(listener) }
        var lookout: Descriptor? = first
        while let present = lookout, !Task.isCancelled {
            await withTaskCancellationHandler {
                await ended(present)
            } onCancel: {
                present.close()
            }
            lookout = Task.isCancelled ? nil : await connected()
        }
        listener.close()
        unlink(path)
        accepting.cancel()
        await accepting.value
        if !Task.isCancelled { relays.cut() }
    }

    private func accept(_ listener: Descriptor) async {
        guard let poller = try? Poller.shared else { return }
        while let client = try? await poller.accept(listener) {
            guard let server = await connected() else {
                client.close()
                continue
            }
            relays.join(client, server, performer.flatMap { $0.looksAtEvents ? EventDesk($0) : nil })
        }
    }

    /// A connection to the endpoint, also where it is just being started anew; nil where it is gone.
    private func connected() async -> Descriptor? {
        for _ in 0..<Self.restartLooks {
            if let connection = try? UnixSocket.connect(Self.address(endpoint)) { return connection }
            guard (try? await Poller.shared.sleep(until: .after(.milliseconds(1)))) != nil else { return nil }
        }
        return nil
    }

    /// Stops listening at once, and lets go of its name.
    func close() {
        let running = task.withLock { task in
            defer { task = nil }
            return task
        }
        running?.cancel()
        unlink(path)
    }

    /// Waits for the connections that the shim has left to be read to their ends, then goes.
    func finish() async {
        close()
        await relays.finish(within: .seconds(1))
    }

    private static func address(_ endpoint: String) -> UnixAddress {
        let scheme = "unix://"
        let path = endpoint.hasPrefix(scheme) ? String(endpoint.dropFirst(scheme.count)) : endpoint
        return path.hasPrefix("@") ? .abstract(String(path.dropFirst())) : .path(path)
    }
}
