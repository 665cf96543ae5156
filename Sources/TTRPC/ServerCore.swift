import Synchronization

/// What a server's owner and its threads share.
final class ServerCore: Sendable {
    private struct State {
        var connections: [UInt64: ServerConnection] = [:]
        /// Connections that have ended and whose threads the accepting one joins.
        var finished: [ServerConnection] = []
        var count: UInt64 = 0
        var thread: ReaderThread?
    }

    private let socket: Socket
    private let path: String
    private let routes: ServerRoutes
    private let observe: @Sendable (ServerEvent) -> Void
    private let wakeup: Wakeup
    private let refusing = Atomic(false)
    private let stopping = Atomic(false)
    private let state = Mutex(State())

    init(
        _ socket: Socket, path: String, routes: ServerRoutes, observe: @escaping @Sendable (ServerEvent) -> Void
    ) throws {
        self.socket = socket
        self.path = path
        self.routes = routes
        self.observe = observe
        do {
            wakeup = try Wakeup()
        } catch {
            socket.close()
            throw error
        }
    }

    var connectionCount: Int { state.withLock { $0.connections.count + $0.finished.count } }

    func start() throws {
        try state.withLock { $0.thread = try ReaderThread { self.accept() } }
    }

    /// Takes nothing new, and waits until everything is answered or the time is over.
    func drain(_ grace: Duration) async {
        refusing.store(true, ordering: .releasing)
        let end = monotonicNanoseconds() &+ grace.nanoseconds
        while true {
            let connections = state.withLock { Array($0.connections.values) }
            // Every one of them, even after the first that is busy: draining is what refuses requests.
            let busy = connections.filter { !$0.drain() }
            if busy.isEmpty || monotonicNanoseconds() >= end || Task.isCancelled { return }
            try? await Task.sleep(for: .milliseconds(1))
        }
    }

    /// Joins all threads, closes all descriptors, removes the socket from the file system; safe to call twice.
    func close() {
        let thread = state.withLock { state -> ReaderThread? in
            defer { state.thread = nil }
            return state.thread
        }
        guard let thread else { return }
        stopping.store(true, ordering: .releasing)
        wakeup.wake()
        thread.join()
        let connections = state.withLock { state in
            defer { state.connections = [:] }
            return Array(state.connections.values) + state.finished
        }
        for connection in connections { connection.close() }
        socket.close()
        wakeup.close()
        removeSocket(at: path)
    }

    // MARK: The accepting thread

    private func accept() {
        while !stopping.load(ordering: .acquiring) {
            let ready = Socket.wait(socket, orWritable: false, wakeup.socket, nanoseconds: nil)
            if ready.second { wakeup.clear() }
            for connection in takeFinished() { connection.close() }
            if ready.first, let client = socket.accept() { admit(client) }
        }
    }

    private func admit(_ client: Socket) {
        guard !refusing.load(ordering: .acquiring) else { return client.close() }
        let peer = client.peer
        guard let connection = try? Connection(client) else { return client.close() }
        let number = state.withLock { state in
            state.count += 1
            return state.count
        }
        let server = ServerConnection(
            connection, number: number, peer: peer, routes: routes, observe: observe,
            onEnd: { [weak self] in self?.retire($0) })
        state.withLock { $0.connections[number] = server }
        observe(.connected(connection: number, atNanoseconds: monotonicNanoseconds()))
        do {
            try server.start()
        } catch {
            state.withLock { $0.connections[number] = nil }
        }
    }

    /// Hands an ended connection to the accepting thread; called by the thread that is to be joined.
    private func retire(_ connection: ServerConnection) {
        state.withLock { state in
            guard state.connections.removeValue(forKey: connection.number) != nil else { return }
            state.finished.append(connection)
        }
        wakeup.wake()
    }

    private func takeFinished() -> [ServerConnection] {
        state.withLock { state in
            defer { state.finished = [] }
            return state.finished
        }
    }
}
