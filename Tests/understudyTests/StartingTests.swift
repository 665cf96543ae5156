import Glibc
import Linux
import ShimAPI
import SwiftProtobuf
import Synchronization
import TTRPC
import Testing

@testable import understudy

@Suite("An understudy's start", .enabled(if: geteuid() == 0), .timeLimit(.minutes(2)))
struct StartingTests {
    /// A folder with a staged understudy in it, whose orders call its real shim SHIM: `shim`, beside it.
    private func stage(_ orders: String) throws -> (folder: String, program: String) {
        try Signals.prepare()
        let folder = "/tmp/kumite-starting-\(UInt64.random(in: 0...UInt64.max))"
        try Files.makeDirectory(folder)
        let bundle = try ThisProcess.program
        let program = "\(bundle[..<(bundle.lastIndex(of: "/") ?? bundle.endIndex)])/understudy"
        let staged = "\(folder)/\(Staging.name)"
        #expect(link(program, staged) == 0 || symlink(program, staged) == 0)
        try Files.write("\(staged).json", Array(orders.replacing("SHIM", with: "\(folder)/shim").utf8))
        return (folder, staged)
    }

    @Test("where the real start fails, the understudy's daemon and the name of its socket are gone when its own ends")
    func leavesNothing() async throws {
        let (folder, staged) = try stage(#"{"shim": "SHIM"}"#)
        defer { _ = Files.removeTree(folder) }
        // On a loaded host the daemon is late: here it stands still for a while.
        let shim = """
            #!/bin/sh
            for p in $(cat /proc/$PPID/task/*/children); do
                [ "$p" = $$ ] || { kill -STOP "$p"; (sleep 0.3; kill -CONT "$p") </dev/null >/dev/null 2>&1 & }
            done
            exit 7

            """
        try Files.write("\(folder)/shim", Array(shim.utf8), mode: 0o755)
        // Where nobody listens for events, the understudy doesn't either.
        let listener = try UnixSocket.listen(.path("\(folder)/c.sock.ttrpc"))
        defer { listener.close() }
        var request = SpawnRequest(
            staged, ["-namespace", "n", "-address", "\(folder)/c.sock", "-id", "c", "start"],
            environment: ["TTRPC_ADDRESS=\(folder)/c.sock.ttrpc", "PATH=/usr/bin:/bin"], directory: folder)
        request.group = .own
        let exit = try await spawn(request).exit(within: .seconds(20))
        #expect(exit?.status == .exited(7))
        let names = try Directory(folder).names().map { String(decoding: $0, as: UTF8.self) }
        #expect(names.filter { $0.hasPrefix("c.sock.ttrpc.") } == [])
    }

    @Test(
        "what the real shim publishes by a binary goes past the understudy, and the fault strikes it",
        arguments: [("none", ["/tasks/create", "/tasks/exit"]), ("events/create-lost", ["/tasks/exit"])])
    func publishes(fault: String, topics: [String]) async throws {
        let (folder, staged) = try stage(#"{"shim": "SHIM", "fault": "\#(fault)"}"#)
        defer { _ = Files.removeTree(folder) }
        let event = try Google_Protobuf_Any(bare: Containerd_Events_TaskCreate.with { $0.containerID = "c" })
        let bytes: [UInt8] = try event.serializedBytes()
        try Files.write("\(folder)/event", bytes)
        let shim = """
            #!/bin/sh
            # $4 and $6 are what -address and -publish-binary say.
            for topic in create exit; do
                "$6" --address "$4" publish --topic "/tasks/$topic" --namespace n <"\(folder)/event" || exit 9
            done
            exit 7

            """
        try Files.write("\(folder)/shim", Array(shim.utf8), mode: 0o755)
        let heard = Mutex<[Containerd_Types_Envelope]>([])
        let forward = EventsService.served { _, envelope in
            if let envelope { heard.withLock { $0.append(envelope) } }
            return nil
        }
        let server = try Server(listeningAt: "\(folder)/c.sock.ttrpc", methods: [forward])
        var request = SpawnRequest(
            staged,
            ["-namespace", "n", "-address", "\(folder)/c.sock", "-publish-binary", "/bin/false", "-id", "c", "start"],
            environment: ["TTRPC_ADDRESS=\(folder)/c.sock.ttrpc", "PATH=/usr/bin:/bin"], directory: folder)
        request.group = .own
        let exit = try await spawn(request).exit(within: .seconds(20))
        await server.stop(grace: .milliseconds(200))
        #expect(exit?.status == .exited(7))
        let envelopes = heard.withLock { $0 }
        #expect(envelopes.map(\.topic) == topics)
        #expect(envelopes.allSatisfy { $0.namespace == "n" && $0.event == event })
    }

    @Test("an answer that names a shim which has died since is handed on as it is", arguments: [true, false])
    func namesTheDead(isLeft: Bool) async throws {
        let (folder, staged) = try stage(#"{"shim": "SHIM"}"#)
        defer { _ = Files.removeTree(folder) }
        let address = "\(folder)/s.sock"
        if isLeft { try UnixSocket.listen(.path(address)).close() }
        try Files.write("\(folder)/shim", Array("#!/bin/sh\nprintf unix://\(address)\n".utf8), mode: 0o755)
        let output = try Pipe()
        var request = SpawnRequest(
            staged, ["-namespace", "n", "-id", "c", "start"], environment: ["PATH=/usr/bin:/bin"], directory: folder)
        request.group = .own
        request.descriptors[1] = output.writing
        let process = try spawn(request)
        output.writing.close()
        let said = try await Poller.shared.readAll(output.reading, limit: 1 << 16)
        #expect(try await process.exit(within: .seconds(20))?.status == .exited(0))
        #expect(String(decoding: said.bytes, as: UTF8.self) == "unix://\(address)")
        #expect(try Directory(folder).names().contains(Array("s.sock".utf8)) == isLeft)
    }

    @Test("one that is told to go lets go of its names, and nobody listens where it stood")
    func dismissed() async throws {
        let (folder, staged) = try stage(#"{"shim": "SHIM"}"#)
        defer { _ = Files.removeTree(folder) }
        let address = "\(folder)/s.sock"
        let real = try UnixSocket.listen(.path(address))
        defer { real.close() }
        let containerd = try UnixSocket.listen(.path("\(folder)/c.sock.ttrpc"))
        defer { containerd.close() }
        try Files.write("\(folder)/shim", Array("#!/bin/sh\nprintf unix://\(address)\n".utf8), mode: 0o755)
        var request = SpawnRequest(
            staged, ["-namespace", "n", "-id", "c", "start"],
            environment: ["TTRPC_ADDRESS=\(folder)/c.sock.ttrpc", "PATH=/usr/bin:/bin"], directory: folder)
        request.group = .own
        let exit = try await spawn(request).exit(within: .seconds(20))
        #expect(exit?.status == .exited(0))
        func names() throws -> [String] {
            try Directory(folder).names().map { String(decoding: $0, as: UTF8.self) }
        }
        #expect(try names().contains { $0.hasPrefix("c.sock.ttrpc.") })
        let connection = try UnixSocket.connect(.path(address))
        let daemon = try UnixSocket.peer(of: connection).pid
        #expect(daemon != getpid())
        let identity = try #require(try ProcessIdentity.of(daemon))
        let process = try #require(try identity.open())
        #expect(try identity.send(SIGTERM))
        #expect(try await Poller.shared.readable(process, until: .after(.seconds(20))))
        #expect(try names().filter { $0.hasPrefix("c.sock.ttrpc.") } == [])
        #expect(throws: LinuxError.self) { try UnixSocket.connect(.path(address)) }
    }
}
