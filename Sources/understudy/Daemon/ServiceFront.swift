import Glibc
import Linux
import Synchronization
import TTRPC

/// Stands at the real shim's address and joins whoever connects to the real shim.
final class ServiceFront: Sendable {
    private let listener: Descriptor
    /// The real socket, which has no name any more.
    private let real: Descriptor
    /// A connection to the real shim that carries nothing: its end is the shim's.
    private let lookout: Descriptor
    private let performer: Performer?
    private let relays = Relays()

    private init(_ listener: Descriptor, before real: Descriptor, lookout: Descriptor, _ performer: Performer?) {
        self.listener = listener
        self.real = real
        self.lookout = lookout
        self.performer = performer
    }

    /// Takes the name of the socket of the shim that listens there.
    ///
    /// - Returns: nil if an understudy stands there already.
    static func take(_ address: String, _ real: Descriptor, _ performer: Performer?) throws -> ServiceFront? {
        let lookout = try UnixSocket.connect(.path(address))
        if try isUnderstudy(UnixSocket.peer(of: lookout).pid) { return nil }
        // In one step: the address must not be without a socket for a moment, another `start` may look for it.
        let listener = try UnixSocket.appear(at: address)
        return ServiceFront(listener, before: real, lookout: lookout, performer)
    }

    /// Whether the process that listens somewhere is an understudy's daemon.
    private static func isUnderstudy(_ pid: Int32) -> Bool {
        guard let program = try? Files.readLink("/proc/\(pid)/exe") else { return false }
        return Staging.isStaged(program)
    }

    /// Relays until the real shim has gone, or its task is cancelled.
    func run() async {
        let accepting = Task { await accept() }
        await withTaskCancellationHandler {
            await ended(lookout)
        } onCancel: {
            lookout.close()
        }
        // As the real one's: the name stays if the shim has not removed it, and nobody listens.
        listener.close()
        accepting.cancel()
        await accepting.value
    }

    /// Waits for what the shim has said last to be read.
    func finish() async { await relays.finish(within: .seconds(2)) }

    private func accept() async {
        guard let poller = try? Poller.shared else { return }
        while let client = try? await poller.accept(listener) {
            guard let server = try? UnixSocket.connect(.path(real.pathWhileOpen)) else {
                client.close()
                continue
            }
            relays.join(client, server, performer.flatMap { $0.looksAtCalls ? $0 : nil })
        }
    }
}

extension Descriptor {
    /// A path that leads to the file as long as the descriptor is open, whatever its name is by then.
    var pathWhileOpen: String { (try? withNumber { "/proc/self/fd/\($0)" }) ?? "" }
}

/// Returns when a connection has ended; what comes on it is dropped.
func ended(_ connection: Descriptor) async {
    while (try? await Poller.shared.readable(connection)) == true {
        do {
            if try connection.read(upTo: 4096).isEmpty { return }
        } catch let error as LinuxError where error.errno == EAGAIN {
            continue
        } catch {
            return
        }
    }
}

/// The relays that run.
final class Relays: Sendable {
    private struct State {
        var running: [Int: Relay] = [:]
        var next = 0
        var finished: OneShot<Void>?
    }

    private let state = Mutex(State())

    /// Joins two connections, which are closed when both have ended.
    func join(_ client: Descriptor, _ server: Descriptor, _ interceptor: (any Relay.Interceptor)?) {
        let number = state.withLock { state in
            state.next += 1
            return state.next
        }
        // Kept before it can end: `onEnd` may come before the initializer returns.
        state.withLock { state in
            guard
                let relay = try? Relay(
                    client: client, server: server, interceptor: interceptor,
                    onEnd: { [weak self] in self?.leave(number) })
            else { return }
            state.running[number] = relay
        }
    }

    private func leave(_ number: Int) {
        let finished = state.withLock { state in
            state.running[number] = nil
            return state.running.isEmpty ? state.finished : nil
        }
        finished?.set(())
    }

    /// Waits until all have ended; those that have not by then are cut.
    func finish(within duration: Duration) async {
        let finished = OneShot<Void>()
        let isDone = state.withLock { state in
            state.finished = finished
            return state.running.isEmpty
        }
        if isDone { return }
        _ = try? await withDeadline(.after(duration)) { try await finished.get() }
        cut()
    }

    /// Cuts all that run.
    func cut() {
        for relay in state.withLock({ Array($0.running.values) }) { relay.end() }
    }
}
