import Glibc
import Linux
import Testing

@testable import understudy

@Suite("An understudy's start", .enabled(if: geteuid() == 0), .timeLimit(.minutes(2)))
struct StartingTests {
    @Test("where the real start fails, the understudy's daemon and the name of its socket are gone when its own ends")
    func leavesNothing() async throws {
        try Signals.prepare()
        let folder = "/tmp/kumite-starting-\(UInt64.random(in: 0...UInt64.max))"
        try Files.makeDirectory(folder)
        defer { _ = Files.removeTree(folder) }
        let bundle = try ThisProcess.program
        let program = "\(bundle[..<(bundle.lastIndex(of: "/") ?? bundle.endIndex)])/understudy"
        let staged = "\(folder)/\(Staging.name)"
        #expect(link(program, staged) == 0 || symlink(program, staged) == 0)
        try Files.write("\(staged).json", Array(#"{"shim": "\#(folder)/shim"}"#.utf8))
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
}
