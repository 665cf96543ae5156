import Facets
import Foundation
import Glibc
import Testing

@Suite("SHA-256")
struct SHA256Tests {
    @Test(
        "the examples of NIST",
        arguments: [
            ("", 1, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
            ("abc", 1, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
            (
                "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", 1,
                "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
            ),
            (
                "abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu",
                1, "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1"
            ),
            ("a", 1_000_000, "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"),
        ])
    func nist(text: String, times: Int, digest: String) {
        var hash = SHA256()
        let piece = Array(String(repeating: text, count: times == 1 ? 1 : 1000).utf8)
        for _ in 0..<(times == 1 ? 1 : times / 1000) { hash.update(piece) }
        #expect(hash.finish().hexadecimal == digest)
    }

    @Test("bytes in any pieces have the digest of the whole", arguments: 0..<60)
    func pieces(seed: UInt64) {
        var random = Generator(seed: seed)
        let bytes = (0..<Int.random(in: 0...300, using: &random)).map { _ in UInt8.random(in: 0...255, using: &random) }
        var hash = SHA256()
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = Int.random(in: 1...rest.count, using: &random)
            hash.update(Array(rest.prefix(count)))
            rest = rest.dropFirst(count)
        }
        #expect(hash.finish() == SHA256.digest(of: bytes))
    }

    @Test("every length around the block's says what sha256sum says")
    func againstSha256sum() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("kumite-sha256-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        var random = Generator(seed: 7)
        var digests: [String: String] = [:]
        for length in Array(0...130) + [1000, 4095, 65_536] {
            let bytes = (0..<length).map { _ in UInt8.random(in: 0...255, using: &random) }
            let file = folder.appendingPathComponent("f\(length)")
            try Data(bytes).write(to: file)
            digests[file.path] = SHA256.digest(of: bytes).hexadecimal
        }
        let pipe = try #require(popen("sha256sum \(folder.path)/f*", "r"))
        defer { pclose(pipe) }
        var lines = 0
        var buffer = [CChar](repeating: 0, count: 4096)
        while fgets(&buffer, Int32(buffer.count), pipe) != nil {
            let line = String(decoding: buffer.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
            let parts = line.split(separator: " ").map { $0.trimmingCharacters(in: .whitespacesAndNewlines) }
            #expect(digests[parts[1]] == parts[0])
            lines += 1
        }
        #expect(lines == digests.count)
    }
}
