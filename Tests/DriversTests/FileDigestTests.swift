import Glibc
import Linux
import Testing

@testable import Drivers

@Suite("Digests of installed files") struct FileDigestTests {
    private static let empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    private static let abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"

    @Test("a file that was written to is digested again")
    func again() throws {
        let path = "/tmp/kumite-digest-\(UInt32.random(in: 0 ... .max))"
        defer { _ = Files.removeTree(path) }
        try Files.write(path, [])
        #expect(try FileDigest.of(path) == Self.empty)
        try Files.write(path, Array("abc".utf8))
        #expect(try FileDigest.of(path) == Self.abc)
        #expect(try FileDigest.of(path) == Self.abc)
    }

    @Test(
        "what is no plain file is not opened",
        arguments: [("/nowhere/at/all", "it is not there"), ("/tmp", "it is no file"), ("/dev/null", "it is no file")])
    func trouble(path: String, why: String) {
        #expect(throws: FileDigest.Trouble(why: why)) { try FileDigest.of(path) }
    }
}
