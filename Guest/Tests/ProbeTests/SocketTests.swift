import Glibc
import Testing

@Suite("Sockets", .timeLimit(.minutes(1)))
struct SocketTests {
    @Test("it reaches itself", arguments: ["tcp", "udp", "unix"])
    func loopback(_ kind: String) throws {
        #expect(try run(["loopback", kind]).text == "ok\n")
    }

    @Test(
        "where the loopback link is down it says so", .enabled(if: getuid() == 0),
        arguments: [("tcp", "ENETUNREACH\n"), ("udp", "ENETUNREACH\n"), ("tcp6", "EADDRNOTAVAIL\n"), ("unix", "ok\n")])
    func noLoopback(kind: String, output: String) throws {
        #expect(try run(["loopback", kind], through: ["unshare", "--net"]).text == output)
    }

    @Test("what is sent comes back", arguments: ["tcp:127.0.0.1:0", "udp:127.0.0.1:0", "unix:@probe-test"])
    func echo(_ address: String) throws {
        let own = address.replacing("test", with: "test-\(UInt32.random(in: 0...UInt32.max))")
        let program = try Program(["listen", own, "--once"])
        #expect(program.line() == "ready")
        let port = try #require(program.line().split(separator: " ").last)
        let there = own.hasSuffix(":0") ? own.dropLast() + port : own[...]
        let ending = try run(["connect", String(there), "hello"])
        #expect(ending.text == "hello\n")
        #expect(ending.code == 0)
        #expect(program.line() == "echoed 5")
        #expect(program.finish().code == 0)
    }

    @Test("a listener goes on, and can be reached without a word")
    func several() throws {
        let program = try Program(["listen", "tcp:127.0.0.1:0"])
        #expect(program.line() == "ready")
        let port = try #require(program.line().split(separator: " ").last)
        #expect(try run(["connect", "tcp:127.0.0.1:\(port)"]).text == "ok\n")
        #expect(program.line() == "echoed 0")
        #expect(try run(["connect", "tcp:127.0.0.1:\(port)", "ab"]).text == "ab\n")
        #expect(program.line() == "echoed 2")
        #expect(try run(["listen", "unix:/no/such/folder"]).text == "ENOENT\n")
        program.signal(SIGTERM)
        #expect(program.finish().code == 143)
    }

    @Test(
        "who is not there is an error",
        arguments: [
            ("tcp:127.0.0.1:1", "ECONNREFUSED\n"), ("unix:/no/such/socket", "ENOENT\n"),
            ("unix:@no-such-socket-of-probe", "ECONNREFUSED\n"),
        ])
    func nobody(address: String, output: String) throws {
        let ending = try run(["connect", address])
        #expect(ending.text == output)
        #expect(ending.code == 1)
    }
}
