import FoundationEssentials
import Glibc
import Linux
import OCI
import Testing

@testable import ShimDriver

/// Unpacking gives files their owners, which only root can.
@Suite("Images", .enabled(if: geteuid() == 0)) struct ImageTests {
    /// A folder of a test with an empty root file system and something outside of it.
    private func withFolder(_ body: (String) async throws -> Void) async throws {
        let folder = "/var/tmp/kumite-image-\(UUID().uuidString)"
        for part in ["root", "outside"] { try Files.makeDirectories("\(folder)/\(part)") }
        defer { _ = Files.removeTree(folder) }
        try await body(folder)
    }

    private func unpack(_ folder: String, _ layers: [(type: String, bytes: [UInt8])]) async throws {
        try TestLayout.make("\(folder)/image", layers: layers)
        let image = try ImageLayout.read("\(folder)/image", digest: SHA256Digest.of)
        var unpacking = ImageUnpacking(folder: "\(folder)/root", deadline: .after(.seconds(60)))
        for layer in image.layers { try await unpacking.unpack(layer) }
    }

    private func refusal(_ folder: String, _ layers: [LayerBytes]) async -> String {
        do {
            try await unpack(folder, layers.map { ("tar", $0.archive) })
            return "nothing"
        } catch {
            return "\(error)"
        }
    }

    private func text(_ path: String) throws -> String {
        String(decoding: try Files.read(path, limit: 1 << 20).bytes, as: UTF8.self)
    }

    private func names(_ path: String) throws -> [String] {
        try Directory(path).names().map { String(decoding: $0, as: UTF8.self) }.sorted()
    }

    @Test(
        "layers lie on each other: what is new, changed, taken away, hidden",
        arguments: ["tar", "tar+gzip", "tar+zstd"])
    func layers(type: String) async throws {
        let packer = type == "tar+gzip" ? "gzip" : type == "tar+zstd" ? "zstd" : nil
        try #require(packer.map { BlockImage.program($0) != nil } ?? true)
        let below = LayerBytes().folder("./").folder("etc", mode: "750").text("etc/changed", "below")
            .text("etc/removed", "x").text("etc/kept", "kept").link("etc/link", to: "/anywhere")
            .adding("etc/other", type: "1", target: "etc/kept").adding("bin/tool", Array("#!".utf8), mode: "4755")
            .text("hidden/a", "x").text("hidden/deep/b", "x").text("was/folder/file", "x").text(
                "made/without/folder", "x")
        let above = LayerBytes().text("etc/changed", "above").text("etc/.wh.removed", "").text("hidden/own", "own")
            .text("hidden/.wh..wh..opq", "").text("was", "a file now").text(".wh.nothing-there", "")
            .folder("etc/link").text("etc/link/in", "in")
        try await withFolder { folder in
            var layers: [(type: String, bytes: [UInt8])] = []
            for layer in [below, above] {
                var bytes = layer.archive
                if let packer { bytes = try await TestLayout.packed(bytes, by: packer, in: folder) }
                layers.append((type, bytes))
            }
            try await unpack(folder, layers)
            let root = "\(folder)/root"
            #expect(try names(root) == ["bin", "etc", "hidden", "made", "was"])
            #expect(try names("\(root)/etc") == ["changed", "kept", "link", "other"])
            #expect(try names("\(root)/hidden") == ["own"])
            #expect(try text("\(root)/etc/changed") == "above" && text("\(root)/was") == "a file now")
            // A folder takes the place of a link; what is in it is in it.
            #expect(try text("\(root)/etc/link/in") == "in")
            var (tool, etc, kept) = (stat(), stat(), stat())
            stat("\(root)/bin/tool", &tool)
            stat("\(root)/etc", &etc)
            stat("\(root)/etc/kept", &kept)
            #expect(tool.st_mode & 0o7777 == 0o4755 && etc.st_mode & 0o7777 == 0o750)
            #expect(kept.st_nlink == 2 && kept.st_uid == 0)
        }
    }

    struct Bad: Sendable, CustomTestStringConvertible {
        var layers: [LayerBytes]
        var says: String
        var testDescription: String { says }

        init(_ layers: LayerBytes..., says: String) {
            self.layers = layers
            self.says = says
        }
    }

    @Test(
        "a layer that could reach out of the root is refused, and has reached nothing",
        arguments: [
            Bad(LayerBytes().text("../outside/in", "x"), says: "leads out of the root"),
            Bad(LayerBytes().text("/etc/kumite-image-test", "x"), says: "is absolute"),
            Bad(
                LayerBytes().link("way", to: "../outside"), LayerBytes().text("way/in", "x"),
                says: "goes through a link"),
            Bad(LayerBytes().link("way", to: "../outside").text("way/in", "x"), says: "goes through a link"),
            Bad(
                LayerBytes().link("way", to: "../outside"), LayerBytes().text("way/.wh.kept", ""),
                says: "goes through a link"),
            Bad(
                LayerBytes().link("way", to: "../outside"), LayerBytes().text("way/.wh..wh..opq", ""),
                says: "goes through a link"),
            Bad(
                LayerBytes().link("way", to: "../outside").adding("mine", type: "1", target: "way/kept"),
                says: "goes through a link"),
            Bad(LayerBytes().adding("mine", type: "1", target: "/etc/passwd"), says: "is absolute"),
            Bad(LayerBytes().adding("mine", type: "1", target: "../outside/kept"), says: "leads out of the root"),
            Bad(LayerBytes().adding("mine", type: "1", target: "nowhere"), says: "names no file that is there"),
            Bad(LayerBytes().text("good", "x").adding("sda", type: "4"), says: "is a device node"),
            Bad(LayerBytes().text("good", "x").adding("pipe", type: "6"), says: "is a fifo"),
            Bad(
                LayerBytes().text("good", "x").adding("big", size: 5 << 30), says: "the image has more than 1073741824"),
            Bad(LayerBytes().text("good", "x").adding("big", size: 1 << 20), says: "ends in the middle"),
            Bad(LayerBytes().text("file", "x").text("file/in", "x"), says: "goes through what is no folder"),
            Bad(LayerBytes().text("./", "x"), says: "has content and is no file"),
            Bad(LayerBytes().link("./", to: "../outside"), says: "its root is no folder"),
        ])
    func hostile(bad: Bad) async throws {
        try await withFolder { folder in
            try Files.write("\(folder)/outside/kept", [1])
            let said = await refusal(folder, bad.layers)
            #expect(said.contains(bad.says), "\(said)")
            #expect(said.contains("unpacking the layer"))
            #expect(try names("\(folder)/outside") == ["kept"])
            #expect(!Files.exists("/etc/kumite-image-test"))
            // What is wrong anywhere in a layer keeps all of it out, but for what only the writing itself can see.
            if bad.says.contains("node") || bad.says.contains("fifo") || bad.says.contains("more than") {
                #expect(try names("\(folder)/root") == [])
            }
        }
    }

    @Test("a layer that is not what its digest says, or of another size, or a link, is refused")
    func tampered() async throws {
        try await withFolder { folder in
            let bytes = LayerBytes().text("file", "x").archive
            try TestLayout.make("\(folder)/image", layers: [("tar", bytes)])
            let layer = try #require(try ImageLayout.read("\(folder)/image", digest: SHA256Digest.of).layers.first)
            func refusal() async -> String {
                var unpacking = ImageUnpacking(folder: "\(folder)/root", deadline: .after(.seconds(60)))
                do {
                    try await unpacking.unpack(layer)
                    return "nothing"
                } catch {
                    return "\(error)"
                }
            }
            #expect(await refusal() == "nothing")
            var other = bytes
            other[600] ^= 1
            try Files.write(layer.path, other)
            #expect(await refusal().contains("its content is not what its digest says"))
            try Files.write(layer.path, bytes + [0])
            #expect(await refusal().contains("not of the 2048 bytes that its descriptor says"))
            try Files.write("\(folder)/real", bytes)
            try Files.remove(layer.path)
            try Files.makeLink(layer.path, to: "\(folder)/real")
            #expect(await refusal().contains("ELOOP"))
        }
    }

    @Test("what a packed layer grows to is bounded, and one that is cut off or of an unknown kind is refused")
    func packed() async throws {
        try await withFolder { folder in
            func refusal(_ type: String, _ bytes: [UInt8], _ name: String) async throws -> String {
                try TestLayout.make("\(folder)/\(name)", layers: [(type, bytes)])
                let image = try ImageLayout.read("\(folder)/\(name)", digest: SHA256Digest.of)
                var unpacking = ImageUnpacking(folder: "\(folder)/root", deadline: .after(.seconds(60)))
                do {
                    for layer in image.layers { try await unpacking.unpack(layer) }
                    return "nothing"
                } catch {
                    return "\(error)"
                }
            }
            let bomb = try await TestLayout.packed(
                LayerBytes().adding("big", size: 8 << 30).bytes + [UInt8](repeating: 0, count: 4 << 20), by: "gzip",
                in: folder)
            #expect(bomb.count < 64 << 10)
            #expect(try await refusal("tar+gzip", bomb, "bomb").contains("the image has more than"))
            let whole = try await TestLayout.packed(LayerBytes().text("a", "x").archive, by: "gzip", in: folder)
            #expect(try await refusal("tar+gzip", Array(whole.dropLast(9)), "cut").contains("could not unpack it"))
            #expect(try await refusal("tar+xz", whole, "xz").contains("nothing is known of layers of type"))
        }
    }

    @Test("the library's own image is as `ci/image` writes it, and unpacks")
    func own() async throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().path
        try await withFolder { folder in
            try await BlockImage.run(["\(root)/ci/image", "\(folder)/made"], until: .after(.seconds(60)))
            let kept = "\(root)/Scenarios/images/layered"
            #expect(
                try names("\(folder)/made/blobs/sha256") == names("\(kept)/blobs/sha256"),
                "renew Scenarios/images with `ci/image`")
            #expect(try text("\(folder)/made/index.json") == text("\(kept)/index.json"))
            let image = try ImageLayout.read(kept, tag: "latest", digest: SHA256Digest.of)
            var unpacking = ImageUnpacking(folder: "\(folder)/root", deadline: .after(.seconds(60)))
            for layer in image.layers { try await unpacking.unpack(layer) }
            #expect(try names("\(folder)/root/etc") == ["changed", "kept", "link", "other-name"])
            #expect(try names("\(folder)/root/all") == ["above"])
        }
    }
}
