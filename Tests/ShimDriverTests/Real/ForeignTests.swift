import FoundationEssentials
import Glibc
import Linux
import Recordings
import Scenarios
import Testing

@testable import ShimDriver

extension RealShims {
    /// Workloads that are not the probe.
    @Suite("Foreign images") struct Foreign {
        /// A program that needs nothing but itself (Debian: busybox-static), and is not part of ours.
        private static let busybox: [UInt8]? = {
            guard let path = BlockImage.program("busybox"), let read = try? Files.read(path, limit: 8 << 20), !read.cut
            else { return nil }
            // One that asks for a loader runs in no empty root.
            return String(decoding: read.bytes, as: UTF8.self).contains("ld-linux") ? nil : read.bytes
        }()

        private func withImage(_ body: (String) async throws -> Void) async throws {
            let folder = "/var/tmp/kumite-foreign-\(UUID().uuidString)"
            try Files.makeDirectory(folder)
            defer { _ = Files.removeTree(folder) }
            let base = LayerBytes().folder("./").adding("bin/busybox", Self.busybox ?? [], mode: "755")
                .link("bin/sh", to: "/bin/busybox").link("bin/ls", to: "busybox").text("etc/old", "x")
                .text("etc/release", "below\n")
            let above = LayerBytes().text("etc/.wh.old", "").text("etc/release", "above\n")
            try TestLayout.make(
                "\(folder)/image",
                layers: [
                    ("tar+gzip", try await TestLayout.packed(base.archive, by: "gzip", in: folder)),
                    ("tar", above.archive),
                ])
            try await body("\(folder)/image")
        }

        private func container(_ image: String, _ script: String, ready: String?, _ form: RootfsSpec.Form)
            -> ContainerSpec
        {
            ContainerSpec(
                name: "main",
                process: ProcessSpec(arguments: ["/bin/sh", "-c", script], readyLine: ready),
                rootfs: RootfsSpec(content: .image(folder: image, tag: "latest"), form: form))
        }

        @Test(
            "a program of an image is ready when it says so, and sees what the layers make",
            .enabled(if: busybox != nil), arguments: [RootfsSpec.Form.folder, .overlay, .block, .erofs])
        func ready(form: RootfsSpec.Form) async throws {
            if form == .erofs { try #require(BlockImage.obstacle("erofs") == nil) }
            try await withImage { image in
                let script =
                    "echo starting; ls /etc; read line </etc/release; echo release $line; echo listening on 80; read end"
                var container = container(image, script, ready: "listening on \\d+", form)
                container.process.io.stdin = .fifo
                let tried = try await attempt(
                    .of(
                        [container],
                        [
                            .do(.create(main)), .do(.start(main)), .do(.ready(main)), .do(.write(main, [10])),
                            .do(.wait(main), expect: ["exit": .scalar("0")]), .do(.delete(main)),
                        ]))
                tried.expectClean()
                let lines = tried.output(of: "main").split(separator: "\n").map(String.init)
                #expect(lines.first == "starting" && lines.suffix(2) == ["release above", "listening on 80"])
                #expect(lines.contains("release") && !lines.contains("old"))
                // Not at its first line.
                let marked = try #require(tried.observations.first { $0.what == .mark("ready") })
                let said = try #require(
                    tried.observations.first {
                        if case .output(let output) = $0.what {
                            String(decoding: output.bytes.bytes, as: UTF8.self).contains("listening")
                        } else {
                            false
                        }
                    })
                #expect(said.at <= marked.at)
            }
        }

        @Test("one that ends without saying so was never ready", .enabled(if: busybox != nil))
        func never() async throws {
            try await withImage { image in
                let tried = try await attempt(
                    .of(
                        [container(image, "echo starting; echo no", ready: "yes", .folder)],
                        [
                            .do(.create(main)), .do(.start(main)),
                            .do(.ready(main), expect: ["error": .scalar("broken")]), .do(.wait(main)),
                            .do(.delete(main)),
                        ]))
                tried.expectClean()
            }
        }

        @Test(
            "a network that plugins make is the workload's, and is taken away",
            .enabled(if: TrialNetwork.obstacle(.cni) == nil))
        func network() async throws {
            let tried = try await attempt(
                .of(
                    [.main("report", "links,addresses,routes")], given: Given(network: .cni),
                    [
                        .do(.create(main)), .do(.start(main)), .do(.wait(main), expect: ["exit": .scalar("0")]),
                        .do(.delete(main)),
                    ]))
            tried.expectClean()
            let report = tried.output(of: "main")
            #expect(report.contains("eth0") && report.contains("10.88.0.2"), "\(report)")
            #expect(!Files.exists("/run/netns/\(tried.nonce)"))
            #expect(!Files.exists("/sys/class/net/\(tried.nonce.suffix(15))"))
            #expect(!Files.exists("/sys/class/net/i\(tried.nonce.suffix(14))"))
        }
    }
}
