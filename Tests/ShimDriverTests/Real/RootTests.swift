import FoundationEssentials
import Glibc
import Linux
import Recordings
import Scenarios
import Testing

@testable import ShimDriver

extension RealShims {
    @Suite("Root file systems") struct Roots {
        @Test(
            "a root that Create is asked to mount is one that the probe runs from",
            arguments: [RootfsSpec.Form.bind, .overlay, .block], [false, true])
        func mounted(form: RootfsSpec.Form, readonly: Bool) async throws {
            if form == .block { try #require(BlockImage.obstacle("ext4") == nil) }
            let container = ContainerSpec.main("say", "hello") {
                $0.rootfs = RootfsSpec(form: form, readonly: readonly)
            }
            let tried = try await attempt(
                .of(
                    [container],
                    [
                        .do(.create(main)), .do(.start(main)),
                        .do(.wait(main), expect: ["exit": .scalar("0"), "stdout": .scalar("hello\n")]),
                        .do(.delete(main)),
                    ]))
            tried.expectClean()
        }

        @Test(
            "a root is handed over to a user namespace, and the probe of all trials is not",
            arguments: [RootfsSpec.Form.folder, .bind, .overlay, .block])
        func mapped(form: RootfsSpec.Form) async throws {
            let container = ContainerSpec.main("say", "hello") {
                $0.rootfs = RootfsSpec(form: form)
                $0.namespaces = ["user": "own"]
                $0.process.io.stdin = .fifo
            }
            let tried = try await attempt(
                .of(
                    [container],
                    [
                        .do(.create(main)), .do(.start(main)),
                        .do(.wait(main), expect: ["exit": .scalar("0"), "stdout": .scalar("hello\n")]),
                        .do(.delete(main)),
                    ]))
            tried.expectClean()
        }

        @Test("without a root a create is refused", arguments: [RootfsSpec.Form.folder, .bind, .block])
        func missing(form: RootfsSpec.Form) async throws {
            let container = ContainerSpec.main("exit", "0") {
                $0.rootfs = RootfsSpec(content: .missing, form: form)
            }
            let tried = try await attempt(.of([container], [.do(.create(main), expect: ["error": .any])]))
            tried.expectClean()
        }

        @Test("a folder of the host, and an image with two layers, are roots too", arguments: [false, true])
        func content(isImage: Bool) async throws {
            let scratch = "/var/tmp/kumite-root-\(UUID().uuidString)"
            try Files.makeDirectory(scratch)
            defer { _ = Files.removeTree(scratch) }
            for path in ["\(scratch)/one", "\(scratch)/two"] { try Files.makeDirectory(path) }
            try Files.copy(Real.probe, to: "\(scratch)/one/tool", mode: 0o755)
            try Files.write("\(scratch)/one/old", [])
            try Files.write("\(scratch)/two/.wh.old", [])
            let content: RootfsSpec.Content
            if isImage {
                try await makeImage(of: ["\(scratch)/one", "\(scratch)/two"], in: "\(scratch)/image")
                content = .image(folder: "\(scratch)/image", tag: "latest")
            } else {
                content = .folder("\(scratch)/one")
            }
            let container = ContainerSpec(
                name: "main", process: ProcessSpec(arguments: ["/tool", "say", "hello"]),
                rootfs: RootfsSpec(content: content))
            let tried = try await attempt(
                .of(
                    [container],
                    [
                        .do(.create(main)), .do(.start(main)),
                        .do(.wait(main), expect: ["stdout": .scalar("hello\n")]), .do(.delete(main)),
                    ]))
            tried.expectClean()
        }

        private func makeImage(of folders: [String], in layout: String) async throws {
            try Files.makeDirectories("\(layout)/blobs/sha256")
            func put(_ bytes: [UInt8]) throws -> String {
                let digest = SHA256Digest.of(bytes)
                try Files.write("\(layout)/blobs/sha256/\(digest)", bytes)
                return #""digest":"sha256:\#(digest)","size":\#(bytes.count)"#
            }
            var layers: [String] = []
            for (number, folder) in folders.enumerated() {
                let file = "\(layout)/layer"
                try await BlockImage.run(
                    ["/usr/bin/tar", number == 0 ? "-czf" : "-cf", file, "-C", folder, "."],
                    until: .after(.seconds(20)))
                let type = number == 0 ? "tar+gzip" : "tar"
                let entry = try put(Files.read(file, limit: 64 << 20).bytes)
                layers.append(#"{"mediaType":"application/vnd.oci.image.layer.v1.\#(type)",\#(entry)}"#)
            }
            let manifest = try put(Array(#"{"layers":[\#(layers.joined(separator: ","))]}"#.utf8))
            let index =
                #"{"manifests":[{"mediaType":"application/vnd.oci.image.manifest.v1+json",\#(manifest),"#
                + #""annotations":{"org.opencontainers.image.ref.name":"latest"}}]}"#
            try Files.write("\(layout)/index.json", Array(index.utf8))
        }

        @Test("a layer that goes through a link of the layer below is refused")
        func hostile() async throws {
            let scratch = "/var/tmp/kumite-root-\(UUID().uuidString)"
            for path in ["one", "two/way", "outside"] { try Files.makeDirectories("\(scratch)/\(path)") }
            defer { _ = Files.removeTree(scratch) }
            try Files.makeLink("\(scratch)/one/way", to: "\(scratch)/outside")
            try Files.write("\(scratch)/two/way/in", [1])
            try await makeImage(of: ["\(scratch)/one", "\(scratch)/two"], in: "\(scratch)/image")
            let container = ContainerSpec.main("exit", "0") {
                $0.rootfs = RootfsSpec(content: .image(folder: "\(scratch)/image", tag: nil))
            }
            let tried = try await attempt(.of([container], [.do(.create(main), expect: ["error": .any])]))
            #expect(tried.infrastructure.contains { $0.contains("goes through a link") }, "\(tried.infrastructure)")
            #expect(!Files.exists("\(scratch)/outside/in"))
        }
    }
}
