import Glibc
import Linux
import Testing

@Suite struct DirectoryTests {
    private func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

    @Test func readsABoundedPart() throws {
        #expect(try Files.read("/proc/self/comm", limit: 2).cut)
        let error = #expect(throws: LinuxError.self) { try Files.read("/", limit: 10) }
        #expect(error?.errno == EISDIR)
        #expect("\(error.map { "\($0)" } ?? "")".contains("read /"))
    }

    @Test func nothingLeadsOut() async throws {
        try await withTemporaryFolder { folder in
            try Files.makeDirectory("\(folder)/in")
            try Files.makeDirectory("\(folder)/in/real")
            #expect(symlink("/etc", "\(folder)/in/link") == 0)
            let directory = try Directory("\(folder)/in")
            #expect(throws: LinuxError.self) { _ = try directory.directory(bytes("link")) }
            #expect(throws: LinuxError.self) { _ = try directory.open(bytes("link/passwd"), O_RDONLY) }
            #expect(throws: LinuxError.self) { _ = try directory.open(bytes(".."), O_RDONLY) }
            #expect(throws: LinuxError.self) { _ = try directory.open(bytes("/etc/passwd"), O_RDONLY) }
            #expect(throws: LinuxError.self) { try directory.removeDirectory(bytes("../in/real")) }
            #expect(throws: LinuxError.self) { try directory.makeDirectory(bytes("..")) }
            _ = try directory.directory(bytes("real"))
            #expect(throws: LinuxError.self) { _ = try Directory("\(folder)/in/link") }
        }
    }

    @Test func makesListsAndRemoves() async throws {
        try await withTemporaryFolder { folder in
            let directory = try Directory(folder)
            try directory.makeDirectory(bytes("d"))
            try directory.open([0xff, 0x0a], O_WRONLY | O_CREAT).close()
            #expect(try Set(directory.names()) == [bytes("d"), [0xff, 0x0a]])
            // Again: a listing does not use up the next one.
            #expect(try directory.names().count == 2)
            #expect(try directory.names(limit: 1).count == 1)
            #expect(throws: LinuxError.self) { try directory.remove(bytes("d")) }
            try directory.removeDirectory(bytes("d"))
            try directory.remove([0xff, 0x0a])
            #expect(try directory.names().isEmpty)
        }
    }
}
