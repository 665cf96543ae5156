import SwiftProtobuf
import Testing

@testable import ShimAPI

@Suite("Type URLs")
struct AnyTests {
    @Test("a message is packed under its bare name, as old shims demand")
    func bare() throws {
        let options = Containerd_Runc_V1_Options.with { $0.binaryName = "crun" }
        let any = try Google_Protobuf_Any(bare: options)
        #expect(any.typeURL == "containerd.runc.v1.Options")
        #expect(any.unpacked(as: Containerd_Runc_V1_Options.self) == options)
    }

    @Test(
        "a message is found with or without a prefix, never under another name",
        arguments: [
            ("containerd.runc.v1.Options", true), ("types.containerd.io/containerd.runc.v1.Options", true),
            ("a/b/containerd.runc.v1.Options", true), ("io.containerd.runc.v1.Options", false), ("", false),
            ("containerd.runc.v1.Options/", false),
        ])
    func prefixes(_ typeURL: String, found: Bool) {
        let any = Google_Protobuf_Any(typeURL: typeURL, bytes: [0x08, 1])
        #expect((any.unpacked(as: Containerd_Runc_V1_Options.self) != nil) == found)
    }

    @Test("bytes that are not the message are no message")
    func garbage() {
        let any = Google_Protobuf_Any(typeURL: "containerd.runc.v1.Options", bytes: [0x32, 0x7f])
        #expect(any.unpacked(as: Containerd_Runc_V1_Options.self) == nil)
    }
}
