import Testing

@testable import Host

@Suite struct PathTests {
    @Test(arguments: [
        ("/run", "/run", true), ("/run/a", "/run", true), ("/running", "/run", false), ("/", "/run", false),
        ("/run", "/", true), ("run", "/", false), ("", "/run", false), ("/run/a/b", "/run/a", true),
    ])
    func below(path: String, folder: String, expected: Bool) {
        #expect(path.isAtOrBelow(folder) == expected)
    }

    @Test(arguments: [
        ("/a", true), ("/a/b.c", true), ("/", false), ("", false), ("a", false), ("/a/", false), ("//a", false),
        ("/a/../b", false), ("/./a", false), ("/a\0b", false), ("/" + String(repeating: "a", count: 5_000), false),
        ("/a/...", true),
    ])
    func plain(path: String, expected: Bool) {
        #expect(path.isPlainAbsolutePath == expected)
    }

    @Test func split() throws {
        #expect(try #require("/a/b/c".folderAndName) == ("/a/b", "c"))
        #expect(try #require("/a".folderAndName) == ("/", "a"))
        #expect("/a/../b".folderAndName == nil)
    }
}
