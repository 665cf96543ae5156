import AgentAPI
import Foundation
import Glibc
import Linux
import SwiftProtobuf
import Testing

@testable import standin

@Suite("The guest's files")
struct GuestFilesTests {
    private static let folder = "/run/kata-containers/shared/containers"

    private func part(
        _ path: String, _ text: String, of size: Int64? = nil, at offset: Int64 = 0, mode: UInt32 = 0o100_640
    ) -> Grpc_CopyFileRequest {
        .with {
            $0.path = path
            $0.data = Data(text.utf8)
            $0.fileSize = size ?? Int64(text.utf8.count)
            $0.offset = offset
            $0.fileMode = mode
            $0.dirMode = 0o750
            $0.uid = -1
            $0.gid = -1
        }
    }

    private func with(_ body: (inout GuestFiles, String) throws -> Void) throws {
        let scratch = try Scratch()
        defer { scratch.remove() }
        var files = try GuestFiles(at: scratch.path + "/guest")
        try body(&files, scratch.path + "/guest")
    }

    @Test("a file comes in parts and gets its name at the end")
    func parts() throws {
        try with { files, root in
            let path = "\(GuestFilesTests.folder)/a/file"
            try files.copy(part(path, "hello ", of: 11))
            #expect(!Files.exists(root + path))
            try files.copy(part(path, "world", of: 11, at: 6))
            #expect(String(decoding: try Files.read(root + path, limit: 100).bytes, as: UTF8.self) == "hello world")
            var seen = stat()
            #expect(stat(root + path, &seen) == 0 && seen.st_mode & 0o7777 == 0o640)
            #expect(try Directory(root + GuestFilesTests.folder + "/a").names() == [Array("file".utf8)])
            try files.copy(part(path, "again"))
            #expect(try files.read(GuestPath(path)) == Array("again".utf8))
        }
    }

    @Test("folders and links come by the same call")
    func kinds() throws {
        try with { files, root in
            try files.copy(part("\(GuestFilesTests.folder)/d", "", mode: 0o040_711))
            try files.copy(part("\(GuestFilesTests.folder)/l", "d/file", mode: 0o120_777))
            try files.copy(part("\(GuestFilesTests.folder)/l", "../other", mode: 0o120_777))
            #expect(try Files.readLink(root + GuestFilesTests.folder + "/l") == "../other")
            var seen = stat()
            #expect(stat(root + GuestFilesTests.folder + "/d", &seen) == 0 && seen.st_mode & 0o7777 == 0o711)
        }
    }

    @Test(
        "paths that lead out, or are not the agent's to write, are refused",
        arguments: [
            "", "a", "/etc/passwd", "/run/kata-containers", "/run/kata-containers/../../etc/x",
            "/run/kata-containersx/a",
            "/run/kata-containers/" + String(repeating: "a", count: 300),
        ])
    func outside(_ path: String) throws {
        try with { files, root in
            #expect(throws: (any Error).self) { try files.copy(part(path, "x")) }
            let made = try Directory(root).names()
            #expect(made.isEmpty)
        }
    }

    @Test("a link that was copied is never followed")
    func links() throws {
        try with { files, root in
            let outside = root + "-outside"
            try Files.makeDirectory(outside)
            defer { _ = Files.removeTree(outside) }
            try files.copy(part("\(GuestFilesTests.folder)/l", outside, mode: 0o120_777))
            #expect(throws: (any Error).self) { try files.copy(part("\(GuestFilesTests.folder)/l/file", "x")) }
            #expect(throws: (any Error).self) {
                try files.copy(part("\(GuestFilesTests.folder)/l/d", "", mode: 0o040_755))
            }
            #expect(try !files.exists(GuestPath("\(GuestFilesTests.folder)/l/file")))
            #expect(try Directory(outside).names().isEmpty)
            // In a link's place, not through it.
            try files.copy(part("\(GuestFilesTests.folder)/l", "x"))
            #expect(try files.read(GuestPath("\(GuestFilesTests.folder)/l")) == [0x78])
        }
    }

    @Test("sizes that can't be are refused, and so is more than there is room for")
    func sizes() throws {
        try with { files, _ in
            let path = "\(GuestFilesTests.folder)/f"
            for (size, offset) in [(-1, 0), (4, -1), (4, 1), (4, .max), (.max, 0), (Bounds.guestBytes + 1, 0)]
                as [(Int64, Int64)]
            {
                #expect(throws: (any Error).self) { try files.copy(part(path, "text", of: size, at: offset)) }
            }
            // 100 MB in parts of 4 MiB is a shim's right; three times that is not.
            let piece = Data(count: 4 << 20)
            let size = Int64(96 << 20)
            func copy(_ name: String) throws {
                for index in 0..<(96 / 4) {
                    var part = part("\(path)-\(name)", "", of: size, at: Int64(index) * Int64(piece.count))
                    part.data = piece
                    try files.copy(part)
                }
            }
            try copy("1")
            try copy("2")
            #expect(throws: AgentFailure.self) { try copy("3") }
        }
    }
}
