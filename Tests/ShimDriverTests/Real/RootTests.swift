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
            try Files.makeDirectory("\(scratch)/one")
            try Files.copy(Real.probe, to: "\(scratch)/one/tool", mode: 0o755)
            let content: RootfsSpec.Content
            if isImage {
                let below = LayerBytes().adding("tool", try Files.read(Real.probe, limit: 8 << 20).bytes, mode: "755")
                    .text("old", "")
                let packed = try await TestLayout.packed(below.archive, by: "gzip", in: scratch)
                try TestLayout.make(
                    "\(scratch)/image",
                    layers: [("tar+gzip", packed), ("tar", LayerBytes().text(".wh.old", "").archive)])
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

        @Test("an image that can't be used is no fault of the shim, and says what is wrong with it")
        func hostile() async throws {
            let scratch = "/var/tmp/kumite-root-\(UUID().uuidString)"
            defer { _ = Files.removeTree(scratch) }
            let layers = [LayerBytes().link("way", to: "/var/tmp"), LayerBytes().text("way/kumite-in", "x")]
            try TestLayout.make(scratch, layers: layers.map { ("tar", $0.archive) })
            let container = ContainerSpec.main("exit", "0") {
                $0.rootfs = RootfsSpec(content: .image(folder: scratch, tag: nil))
            }
            let tried = try await attempt(.of([container], [.do(.create(main), expect: ["error": .any])]))
            #expect(tried.infrastructure.contains { $0.contains("goes through a link") }, "\(tried.infrastructure)")
            #expect(!Files.exists("/var/tmp/kumite-in"))
        }

        @Test("a root file system of XFS, or of EROFS, is one too where it can be made", arguments: ["xfs", "erofs"])
        func otherKinds(type: String) async throws {
            // What is missing is told by name, and then there is nothing to try.
            if let why = BlockImage.obstacle(type) {
                #expect(why.contains("mkfs.\(type)") || why.contains("kernel"))
                return
            }
            let container = ContainerSpec.main("say", "hello") {
                $0.rootfs = type == "xfs" ? RootfsSpec(form: .block, fileSystem: type) : RootfsSpec(form: .erofs)
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
    }
}
