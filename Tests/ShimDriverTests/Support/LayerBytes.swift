import Linux

@testable import ShimDriver

/// A tar archive made of given entries, byte by byte: also what no archiver would make.
struct LayerBytes {
    private(set) var bytes: [UInt8] = []

    func adding(
        _ name: String, type: Character = "0", _ content: [UInt8] = [], target: String = "", mode: String = "644",
        size: Int? = nil
    ) -> LayerBytes {
        var block = [UInt8](repeating: 0, count: 512)
        func put(_ text: String, at place: Int) {
            for (offset, byte) in text.utf8.enumerated() { block[place + offset] = byte }
        }
        put(name, at: 0)
        put(mode, at: 100)
        put("0", at: 108)
        put("0", at: 116)
        put(String(size ?? content.count, radix: 8), at: 124)
        put("0", at: 136)
        put(String(type), at: 156)
        put(target, at: 157)
        put("ustar\u{0}00", at: 257)
        put("        ", at: 148)
        put(String(block.reduce(0) { $0 + Int($1) }, radix: 8) + "\u{0}", at: 148)
        var more = self
        more.bytes += block + content + [UInt8](repeating: 0, count: (512 - content.count % 512) % 512)
        return more
    }

    func text(_ name: String, _ text: String) -> LayerBytes { adding(name, Array(text.utf8)) }
    func folder(_ name: String, mode: String = "755") -> LayerBytes { adding(name, type: "5", mode: mode) }
    func link(_ name: String, to target: String) -> LayerBytes { adding(name, type: "2", target: target) }

    var archive: [UInt8] { bytes + [UInt8](repeating: 0, count: 1024) }
}

/// An OCI image layout that a test makes.
enum TestLayout {
    /// Writes a layout with these layers into a folder that is not there yet.
    static func make(_ folder: String, layers: [(type: String, bytes: [UInt8])]) throws {
        try Files.makeDirectories("\(folder)/blobs/sha256")
        func put(_ bytes: [UInt8]) throws -> String {
            let digest = SHA256Digest.of(bytes)
            try Files.write("\(folder)/blobs/sha256/\(digest)", bytes)
            return #""digest":"sha256:\#(digest)","size":\#(bytes.count)"#
        }
        let entries = try layers.map {
            #"{"mediaType":"application/vnd.oci.image.layer.v1.\#($0.type)",\#(try put($0.bytes))}"#
        }
        let manifest = try put(Array(#"{"layers":[\#(entries.joined(separator: ","))]}"#.utf8))
        let index =
            #"{"manifests":[{"mediaType":"application/vnd.oci.image.manifest.v1+json",\#(manifest),"#
            + #""annotations":{"org.opencontainers.image.ref.name":"latest"}}]}"#
        try Files.write("\(folder)/index.json", Array(index.utf8))
    }

    /// The bytes as a packer makes them.
    static func packed(_ bytes: [UInt8], by packer: String, in folder: String) async throws -> [UInt8] {
        let file = "\(folder)/packed-\(packer)"
        try Files.write(file, bytes)
        try await BlockImage.run(
            ["/bin/sh", "-c", "\(packer) -c <\(file) >\(file).out"], until: .after(.seconds(60)))
        return try Files.read("\(file).out", limit: 64 << 20).bytes
    }
}
