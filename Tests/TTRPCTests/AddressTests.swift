import Glibc
import Testing

@testable import TTRPC

@Suite("Socket addresses")
struct AddressTests {
    @Test(
        "a path that can't be connected to says which and why",
        arguments: [
            ("/nonexistent/socket", "No such file"), ("", "empty"), ("/tmp/\0x", "zero"),
            ("/" + String(repeating: "x", count: 107), "108 bytes"), ("/etc/passwd", "refused"),
        ])
    func unreachable(_ path: String, why: String) {
        let error = #expect(throws: TTRPCError.self) { try Client(connectingTo: path) }
        #expect(error?.description.contains(why) == true)
        #expect(error?.description.hasPrefix("connecting to ") == true)
    }

    @Test("the longest path that is allowed works")
    func longest() async throws {
        let short = socketPath()
        let path = "/tmp/" + String(repeating: "k", count: 102 - short.utf8.count) + short.dropFirst(5)
        #expect(path.utf8.count == 102)
        let server = try Server(listeningAt: path, methods: Echo.methods)
        let client = try Client(connectingTo: path)
        #expect(await client.echo().answer != nil)
        client.close()
        server.abort()
    }

    @Test("an abstract name works, and leaves no file")
    func abstract() async throws {
        let path = "@" + socketPath()
        let server = try Server(listeningAt: path, methods: Echo.methods)
        let client = try Client(connectingTo: path)
        #expect(await client.echo().answer != nil)
        client.close()
        server.abort()
        #expect(throws: TTRPCError.self) { try Client(connectingTo: path) }
    }

    @Test("two servers can't listen at one path, and a stopped one leaves none")
    func occupied() async throws {
        let path = socketPath()
        let server = try Server(listeningAt: path, methods: [])
        let error = #expect(throws: TTRPCError.self) { try Server(listeningAt: path, methods: []) }
        #expect(error?.errno == EADDRINUSE)
        await server.stop()
        #expect(access(path, F_OK) != 0)
    }

    @Test("a listener that never accepts makes connecting fail when its backlog is full, not hang")
    func fullBacklog() throws {
        let path = socketPath()
        let listener = try Socket.listen(at: path, backlog: 1)
        defer {
            listener.close()
            removeSocket(at: path)
        }
        var clients: [Client] = []
        let error = #expect(throws: TTRPCError.self) {
            for _ in 0..<10 { clients.append(try Client(connectingTo: path)) }
        }
        #expect(error?.errno == EAGAIN)
        for client in clients { client.close() }
    }
}
