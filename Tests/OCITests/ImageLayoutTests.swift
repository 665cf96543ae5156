import Foundation
import Testing

@testable import OCI

@Suite("Image layouts")
struct ImageLayoutTests {
    private let digest = String(repeating: "a", count: 64)
    private let other = String(repeating: "b", count: 64)

    /// A layout with these files, by path below it.
    private func withLayout(_ files: [String: String], _ body: (String) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "kumite-image-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: folder) }
        for (path, text) in files {
            let file = URL(filePath: "\(folder)/\(path)")
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(text.utf8).write(to: file)
        }
        try body(folder)
    }

    private func index(_ descriptors: String) -> String { #"{"schemaVersion":2,"manifests":[\#(descriptors)]}"# }

    private func descriptor(_ digest: String, type: String = "image.manifest.v1+json", more: String = "") -> String {
        #"{"mediaType":"application/vnd.oci.\#(type)","digest":"sha256:\#(digest)","size":1\#(more)}"#
    }

    private func tagged(_ digest: String, _ tag: String) -> String {
        descriptor(digest, more: #","annotations":{"org.opencontainers.image.ref.name":"\#(tag)"}"#)
    }

    private func manifest(_ layer: String) -> String {
        #"{"layers":[{"mediaType":"application/vnd.oci.image.layer.v1.tar+gzip","digest":"\#(layer)","size":9}]}"#
    }

    @Test("the layers of the only image, of the one with the tag, and of the one for this machine")
    func layers() throws {
        let nested = #","platform":{"architecture":"arm64"}"#
        try withLayout([
            "index.json": index("\(tagged(digest, "one")),\(tagged(other, "two"))"),
            "blobs/sha256/\(digest)": manifest("sha256:\(digest)"),
            "blobs/sha256/\(other)": manifest("sha256:\(other)"),
        ]) { folder in
            let read = try ImageLayout.read(folder, tag: "two")
            #expect(read.layers.map(\.path) == ["\(folder)/blobs/sha256/\(other)"])
            #expect(read.layers.map(\.size) == [9])
            #expect(throws: OCIError.self) { try ImageLayout.read(folder) }
            #expect(throws: OCIError.self) { try ImageLayout.read(folder, tag: "three") }
        }
        try withLayout([
            "index.json": index(descriptor(digest, type: "image.index.v1+json")),
            "blobs/sha256/\(digest)": index(
                "\(descriptor(digest, more: nested)),\(descriptor(other, more: #","platform":{"architecture":"amd64"}"#))"
            ),
            "blobs/sha256/\(other)": manifest("sha256:\(digest)"),
        ]) { folder in
            let read = try ImageLayout.read(folder)
            #expect(read.layers.count == 1)
        }
    }

    @Test(
        "what leads elsewhere, is missing or turns round is refused",
        arguments: [
            "sha256:../../../../etc/passwd", "sha256:", "md5:" + String(repeating: "a", count: 64), "",
            "sha256:" + String(repeating: "A", count: 64), "sha256:" + String(repeating: "a", count: 64) + "/x",
        ])
    func hostile(layer: String) throws {
        try withLayout([
            "index.json": index(descriptor(digest)), "blobs/sha256/\(digest)": manifest(layer),
        ]) { folder in
            #expect(throws: OCIError.self) { try ImageLayout.read(folder) }
        }
    }

    @Test("an index that names itself ends")
    func circle() throws {
        try withLayout([
            "index.json": index(descriptor(digest, type: "image.index.v1+json")),
            "blobs/sha256/\(digest)": index(descriptor(digest, type: "image.index.v1+json")),
        ]) { folder in
            #expect(throws: OCIError.self) { try ImageLayout.read(folder) }
        }
    }

    @Test("what is no layout is refused", arguments: ["", "[]", #"{"manifests":5}"#, "{"])
    func garbage(text: String) throws {
        try withLayout(["index.json": text]) { folder in
            #expect(throws: OCIError.self) { try ImageLayout.read(folder) }
        }
        #expect(throws: OCIError.self) { try ImageLayout.read("/nonexistent") }
    }
}
