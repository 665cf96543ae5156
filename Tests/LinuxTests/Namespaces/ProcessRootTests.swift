import Glibc
import Linux
import Testing

@Suite struct ProcessRootTests {
    /// A process in a mount namespace of its own, with a file system in memory over a folder.
    private func withHolder(_ folder: String, _ body: (SpawnedProcess, ProcessRoot) async throws -> Void) async throws {
        var request = SpawnRequest("/bin/sleep", ["100"])
        request.mounts = [.memory(at: folder), .directory("\(folder)/seen"), .directory("\(folder)/seen/below")]
        let process = try spawn(request)
        defer { _ = try? process.send(SIGKILL) }
        let identity = try #require(try ProcessIdentity.of(process.pid))
        try await body(process, try #require(try ProcessRoot(of: identity)))
        try process.send(SIGKILL)
        _ = try await process.exit(within: patience)
        #expect(try ProcessRoot(of: identity) == nil)
    }

    @Test func showsTheProcesssFilesAlsoAfterItsEnd() async throws {
        try await withTemporaryFolder { folder in
            try Files.makeDirectory("\(folder)/ours")
            try await withHolder(folder) { process, root in
                for isAlive in [true, false] {
                    if !isAlive {
                        try process.send(SIGKILL)
                        _ = try await process.exit(within: patience)
                    }
                    let names = try root.directory(folder).names()
                    #expect(names == [Array("seen".utf8)], "alive: \(isAlive)")
                    #expect(try root.withPath("\(folder)/seen") { access($0, F_OK) } == 0)
                }
                #expect(try root.directory(folder).removeContents().isEmpty)
            }
            #expect(access("\(folder)/ours", F_OK) == 0)
        }
    }

    @Test func linksStayInside() async throws {
        try await withTemporaryFolder { folder in
            try await withHolder(folder) { _, root in
                let path = try root.withPath("\(folder)/link") { path in
                    #expect(symlink("\(folder)/seen", path) == 0)
                    return path
                }
                // Seen from here the link would dangle: our folder is empty.
                #expect(access(path, F_OK) != 0)
                _ = try root.open("\(folder)/link/below", O_RDONLY)
                #expect(throws: LinuxError.self) { _ = try root.open("/proc/self/root/etc", O_RDONLY) }
            }
        }
    }
}
