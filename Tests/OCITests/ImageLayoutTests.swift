import Foundation
import Testing

@testable import OCI

@Suite("Image layouts")
struct ImageLayoutTests {
    /// Stands for SHA-256, which the module is handed: other for other bytes, and as long.
    private static let digest: @Sendable ([UInt8]) -> String = { bytes in
        let sum = bytes.reduce(UInt64(0xcbf2_9ce4_8422_2325)) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
        let text = String(sum, radix: 16)
        return String(repeating: String(repeating: "0", count: 16 - text.count) + text, count: 4)
    }

    /// A layout that is made of texts, each blob named by its digest.
    private final class Layout {
        let folder = FileManager.default.temporaryDirectory.appending(path: "kumite-image-\(UUID().uuidString)").path

        func put(_ path: String, _ text: String) throws {
            let file = URL(filePath: "\(folder)/\(path)")
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(text.utf8).write(to: file)
        }

        /// Puts a blob there; its descriptor.
        func blob(_ text: String, type: String = "image.manifest.v1+json", more: String = "") throws -> String {
            let digest = ImageLayoutTests.digest(Array(text.utf8))
            try put("blobs/sha256/\(digest)", text)
            return ImageLayoutTests.descriptor("sha256:\(digest)", size: text.utf8.count, type: type, more: more)
        }

        func index(_ descriptors: String) throws { try put("index.json", ImageLayoutTests.index(descriptors)) }

        func read(tag: String? = nil) throws -> ImageLayout {
            try ImageLayout.read(folder, tag: tag, digest: ImageLayoutTests.digest)
        }

        /// Why it can't be read.
        func refusal(tag: String? = nil) -> String {
            do {
                return "\(try read(tag: tag).layers)"
            } catch {
                return "\(error)"
            }
        }
    }

    private func withLayout(_ body: (Layout) throws -> Void) throws {
        let layout = Layout()
        defer { try? FileManager.default.removeItem(atPath: layout.folder) }
        try body(layout)
    }

    private static func index(_ descriptors: String) -> String { #"{"schemaVersion":2,"manifests":[\#(descriptors)]}"# }

    private static func descriptor(_ digest: String, size: Int, type: String, more: String = "") -> String {
        #"{"mediaType":"application/vnd.oci.\#(type)","digest":"\#(digest)","size":\#(size)\#(more)}"#
    }

    private func tag(_ tag: String) -> String {
        #","annotations":{"org.opencontainers.image.ref.name":"\#(tag)"}"#
    }

    private func manifest(_ layer: String, size: String = "9") -> String {
        #"{"layers":[{"mediaType":"application/vnd.oci.image.layer.v1.tar+gzip","digest":"\#(layer)","size":\#(size)}]}"#
    }

    private let one = "sha256:" + String(repeating: "a", count: 64)
    private let two = "sha256:" + String(repeating: "b", count: 64)

    @Test("the layers of the only image, of the one with the tag, and of the one for this machine")
    func layers() throws {
        try withLayout { layout in
            try layout.index(
                "\(layout.blob(manifest(one), more: tag("one"))),\(layout.blob(manifest(two), more: tag("two")))")
            let read = try layout.read(tag: "two")
            #expect(read.layers.map(\.path) == ["\(layout.folder)/blobs/sha256/\(two.dropFirst(7))"])
            #expect(read.layers.map(\.size) == [9])
            #expect(read.layers.map(\.digest) == [String(two.dropFirst(7))])
            #expect(layout.refusal().contains("it has 2 images and no tag was given"))
            #expect(layout.refusal(tag: "three").contains(#"it has no image with the tag "three""#))
        }
        try withLayout { layout in
            let machines = try ["arm64", "amd64"].map { machine in
                try layout.blob(
                    manifest(one, size: machine == "amd64" ? "8" : "9"),
                    more: #","platform":{"architecture":"\#(machine)"}"#)
            }
            let inner = try layout.blob(Self.index(machines.joined(separator: ",")), type: "image.index.v1+json")
            try layout.index(inner)
            #expect(try layout.read().layers.map(\.size) == [8])
        }
    }

    @Test(
        "what leads elsewhere, or is of a kind that can't be verified, is refused",
        arguments: [
            ("sha256:../../../../etc/passwd", "is no digest"), ("sha256:", "is no digest"), ("", "is no digest"),
            ("md5:" + String(repeating: "a", count: 64), "of a kind that is not known"),
            ("sha512:" + String(repeating: "a", count: 128), "of a kind that is not known"),
            ("sha256:" + String(repeating: "A", count: 64), "is no digest"),
            ("sha256:" + String(repeating: "a", count: 63), "is no digest"),
            ("sha256:" + String(repeating: "a", count: 64) + "/x", "is no digest"),
        ])
    func hostile(layer: String, why: String) throws {
        try withLayout { layout in
            try layout.index(layout.blob(manifest(layer)))
            #expect(layout.refusal().contains(why), "\(layout.refusal())")
        }
    }

    @Test("a layer without a size, or with one below nothing, is refused", arguments: ["-1", "null"])
    func size(size: String) throws {
        try withLayout { layout in
            try layout.index(layout.blob(manifest(one, size: size)))
            #expect(layout.refusal().contains("has no size"))
        }
    }

    @Test("a document that is not what its digest or its size says is refused")
    func tampered() throws {
        try withLayout { layout in
            let descriptor = try layout.blob(manifest(one))
            try layout.index(descriptor)
            let path = "blobs/sha256/\(Self.digest(Array(manifest(one).utf8)))"
            try layout.put(path, manifest(two))
            #expect(layout.refusal().contains("is not what its digest says"))
            try layout.put(path, manifest(one) + " ")
            #expect(layout.refusal().contains("and its descriptor says"))
            try FileManager.default.removeItem(atPath: "\(layout.folder)/\(path)")
            try FileManager.default.createSymbolicLink(
                atPath: "\(layout.folder)/\(path)", withDestinationPath: "/etc/passwd")
            #expect(layout.refusal().contains("no plain file"))
        }
    }

    @Test("indexes that are nested without end are refused")
    func circle() throws {
        try withLayout { layout in
            var descriptor = try layout.blob(manifest(one))
            for _ in 0..<6 { descriptor = try layout.blob(Self.index(descriptor), type: "image.index.v1+json") }
            try layout.index(descriptor)
            #expect(layout.refusal().contains("nested too deep"))
        }
    }

    @Test("what is no layout is refused", arguments: ["", "[]", #"{"manifests":5}"#, "{"])
    func garbage(text: String) throws {
        try withLayout { layout in
            try layout.put("index.json", text)
            #expect(layout.refusal().contains("index.json is not what the image layout puts there"))
        }
        #expect(Layout().refusal().contains("can't be read"))
    }
}
