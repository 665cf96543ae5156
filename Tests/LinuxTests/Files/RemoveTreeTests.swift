import Glibc
import Linux
import Testing

@Suite struct RemoveTreeTests {
    private func prepare(_ script: String, in folder: String) async throws {
        let ran = try await shell(script) { $0.directory = folder }
        try #require(ran.exit?.status == .exited(0), "\(ran.output)")
    }

    @Test func removesEverythingButWhatLinksPointAt() async throws {
        try await withTemporaryFolder { folder in
            let script = """
                mkdir -p keep tree/a/b tree/.hidden; echo 1 >keep/file; echo 2 >tree/a/b/file; ln -s ../keep tree/link
                ln -s /nonexistent tree/a/dangling; mkfifo tree/fifo; ln tree/a/b/file tree/hard; chmod 000 tree/a/b
                """
            try await prepare(script, in: folder)
            #expect(Files.removeTree("\(folder)/tree").isEmpty)
            let (left, kept) = (try Directory(folder).names(), try Directory("\(folder)/keep").names())
            #expect(left == [Array("keep".utf8)] && kept.count == 1)
            // What is not there is gone.
            #expect(Files.removeTree("\(folder)/tree").isEmpty)
            #expect(Files.removeTree("\(folder)/no/tree").isEmpty)
        }
    }

    /// In a mount namespace of its own, so that the host does not see the mounts.
    @Test func stopsAtMounts() async throws {
        try await withTemporaryFolder { folder in
            let script = "mkdir -p outside tree/mounted tree/bound; touch tree/file tree/onto outside/file"
            try await prepare(script, in: folder)
            let ran = try await fixture("remove-tree", "\(folder)/tree") { request in
                request.mounts = [
                    .memory(at: "\(folder)/tree/mounted"), .directory("\(folder)/tree/mounted/kept"),
                    // Of the same file system: only the mount's id tells.
                    .bind(source: "\(folder)/outside", target: "\(folder)/tree/bound"),
                    .bind(source: "\(folder)/outside/file", target: "\(folder)/tree/onto"),
                ]
            }
            #expect(ran.lines.count == 3)
            #expect(ran.output.contains("EXDEV") && ran.output.contains("EBUSY"))
            let outside = try Directory("\(folder)/outside").names()
            #expect(outside == [Array("file".utf8)])
            // The rest went nevertheless.
            let left = try Directory("\(folder)/tree").names().map { String(decoding: $0, as: UTF8.self) }
            #expect(left.sorted() == ["bound", "mounted", "onto"])
        }
    }

    @Test func deepTreesAreRemovedToABound() async throws {
        try await withTemporaryFolder { folder in
            let step = String(repeating: "d/", count: 100)
            let script =
                "mkdir -p tree; cd tree; i=0; while [ $i -lt 6 ]; do mkdir -p \(step) && cd \(step); i=$((i+1)); done"
            try await prepare(script, in: folder)
            #expect(Files.removeTree("\(folder)/tree").isEmpty)
        }
    }

    @Test func fileSystemsAreTold() throws {
        #expect(try FileSystem(of: "/proc").kind == .processes)
        #expect(try FileSystem(of: "/").totalBytes > 0)
        #expect(throws: LinuxError.self) { _ = try FileSystem(of: "/nonexistent") }
    }
}
