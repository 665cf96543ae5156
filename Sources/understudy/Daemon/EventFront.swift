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

    /// How often it is looked whether an endpoint that was gone is back: at once where a daemon is started anew, which
    /// takes it a millisecond, and seldom where none comes.
    private static func searchPeriod(_ search: Int) -> Duration { search < 100 ? .milliseconds(1) : .milliseconds(20) }

    /// Listens at a path from now on, before an endpoint.
    init(at path: String, before endpoint: String, _ performer: Performer?) throws {
        self.path = path
        self.endpoint = endpoint
        self.performer = performer
        performer?.reports(to: endpoint)
        // What nobody listens to now, the shim is to find so.
        let first = try? UnixSocket.connect(Self.address(endpoint))
        let listener = first == nil ? nil : try UnixSocket.listen(.path(path))
        task.withLock { $0 = Task { await self.run(listener, first) } }
    }

    private func run(_ first: Descriptor?, _ lookout: Descriptor?) async {
        var open: (listener: Descriptor, lookout: Descriptor)?
        if let first, let lookout { open = (first, lookout) }
        var searches = 0
        while !Task.isCancelled {
            if let (listener, lookout) = open {
                let accepting = Task { await accept(listener) }
                await withTaskCancellationHandler {
                    await ended(lookout)
                } onCancel: {
                    lookout.close()
                }
                listener.close()
                unlink(path)
                accepting.cancel()
                await accepting.value
                if Task.isCancelled { return }
                relays.cut()
                open = nil
                searches = 0
            } else {
                let period = Self.searchPeriod(searches)
                guard (try? await Poller.shared.sleep(until: .after(period))) != nil else { return }
                searches += 1
            }
            guard let lookout = try? UnixSocket.connect(Self.address(endpoint)),
                let listener = try? UnixSocket.listen(.path(path))
            else { continue }
            open = (listener, lookout)
        }
    }

    private func accept(_ listener: Descriptor) async {
        guard let poller = try? Poller.shared else { return }
        while let client = try? await poller.accept(listener) {
            guard let server = try? UnixSocket.connect(Self.address(endpoint)) else {
                client.close()
                continue
            }
            relays.join(client, server, performer.flatMap { $0.looksAtEvents ? EventDesk($0) : nil })
        }
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
