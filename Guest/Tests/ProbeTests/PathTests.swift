import Foundation
import Glibc
import Testing

@Suite("What can be done to paths", .timeLimit(.minutes(1)))
struct PathTests {
    /// Commands with `@` for a folder of the test's own, and what each prints.
    struct Case: Sendable, CustomTestStringConvertible {
        var name: String
        var steps: [(words: String, output: String)]
        var needsRoot = false
        var testDescription: String { name }
    }

    static let cases = [
        Case(
            name: "a file",
            steps: [
                ("open @/f", "ENOENT\n"), ("open @/f --create --write", "ok\n"),
                ("open @/f --exclusive --write", "EEXIST\n"), ("write @/f hello", "ok\n"), ("read @/f", "hello"),
                ("write @/f you --append", "ok\n"), ("write @/f J --keep", "ok\n"), ("read @/f", "Jelloyou"),
                ("read @/f 3", "Jel"), ("hash @/f", "8 dd6a7132\n"), ("open @/f --folder", "ENOTDIR\n"),
                ("open @/f --truncate --write", "ok\n"), ("hash @/f", "0 00000000\n"), ("unlink @/f", "ok\n"),
                ("unlink @/f", "ENOENT\n"), ("write @/f x --append", "ENOENT\n"), ("hash @/f", "ENOENT\n"),
                ("read @/f", "ENOENT\n"),
            ]),
        Case(
            name: "folders",
            steps: [
                ("mkdir @/d 0700", "ok\n"), ("mkdir @/d", "EEXIST\n"), ("write @/d/b x", "ok\n"),
                ("write @/d/a x", "ok\n"), ("list @/d", "a\nb\n"), ("rmdir @/d", "ENOTEMPTY\n"),
                ("list @/d/a", "ENOTDIR\n"), ("unlink @/d", "EISDIR\n"), ("open @/d --write", "EISDIR\n"),
                ("rename @/d @/e", "ok\n"), ("list @/d", "ENOENT\n"), ("unlink @/e/a", "ok\n"),
                ("unlink @/e/b", "ok\n"), ("list @/e", ""), ("rmdir @/e", "ok\n"),
            ]),
        Case(
            name: "links",
            steps: [
                ("write @/f x", "ok\n"), ("symlink f @/s", "ok\n"), ("readlink @/s", "f\n"),
                ("readlink @/f", "EINVAL\n"), ("readlink @/x", "ENOENT\n"), ("open @/s --no-follow", "ELOOP\n"),
                ("open @/s", "ok\n"), ("link @/f @/h", "ok\n"), ("link @/f @/h", "EEXIST\n"),
                ("read @/h", "x"), ("symlink loop @/loop", "ok\n"), ("open @/loop", "ELOOP\n"),
            ]),
        Case(
            name: "modes",
            steps: [
                ("write @/f x", "ok\n"), ("chmod @/f 0640", "ok\n"), ("chown @/f 12 34", "ok\n"),
                ("stat @/f", "file 0640 12 34 1\n"), ("stat @/x", "ENOENT\n"), ("chmod @/x 0644", "ENOENT\n"),
                ("chown @/x 1 1", "ENOENT\n"), ("mkdir @/d 0711", "ok\n"), ("chmod @/d 1777", "ok\n"),
            ], needsRoot: true),
        Case(
            name: "nodes",
            steps: [
                ("mknod @/p fifo", "ok\n"), ("stat @/p", "pipe 0600 0 0 0\n"), ("open @/p --write", "ENXIO\n"),
                ("open @/p --read", "ok\n"), ("mknod @/n character 1 3", "ok\n"),
                ("stat @/n", "character 0600 0 0 1:3\n"), ("hash @/n", "0 00000000\n"),
                ("mknod @/n block 1 3", "EEXIST\n"), ("mknod @/b block 240 9", "ok\n"),
                ("stat @/b", "block 0600 0 0 240:9\n"),
            ], needsRoot: true),
        Case(
            name: "what is full",
            steps: [
                ("fill @/f 10000", "ok 10000\n"), ("stat @/f", "file 0644 0 0 10000\n"), ("fill @/x/f 1", "ENOENT\n"),
            ],
            needsRoot: true),
    ]

    @Test("each step says what came of it", arguments: cases)
    func steps(_ c: Case) throws {
        if c.needsRoot, getuid() != 0 { return }
        try withFolder { folder in
            for (words, output) in c.steps {
                let words = words.replacing("@", with: folder).split(separator: " ").map(String.init)
                let ending = try run(words, through: ["sh", "-c", "umask 022; exec \"$0\" \"$@\""])
                #expect(ending.text == output, "\(words)")
                #expect(ending.code == (output.hasPrefix("E") ? 1 : 0), "\(words)")
            }
        }
    }

    @Test("mounts, as far as the mount namespace goes", .enabled(if: getuid() == 0))
    func mounts() throws {
        try withFolder { folder in
            let words = [
                "sequence", "mount", "none", folder, "tmpfs", "size=64k,nodev", "then", "fill", folder + "/f", "1Mi",
                "then", "mknod", folder + "/n", "character", "1", "3", "then", "open", folder + "/n", "then", "mount",
                "none", folder, "none", "remount,bind,ro", "then", "write", folder + "/g", "x", "then", "umount",
                folder, "then", "umount", folder, "then", "list", folder,
            ]
            let ending = try run(words, through: ["unshare", "--mount"])
            #expect(ending.text == "ok\nENOSPC 65536\nok\nEACCES\nok\nEROFS\nok\nEINVAL\n", "\(ending.complaint)")
        }
    }

    @Test("a file is held, and locked only once")
    func holds() throws {
        try withFolder { folder in
            let file = folder + "/f"
            let program = try Program(["hold", file, "--write", "--create", "--lock"])
            #expect(program.line() == "ready")
            #expect(try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/\(program.pid)/fd/3") == file)
            #expect(try run(["hold", file, "--lock"]).text == "EAGAIN\n")
            #expect(try run(["hold", folder + "/g"]).text == "ENOENT\n")
            program.signal(SIGTERM)
            #expect(program.finish().code == 143)
        }
    }
}

/// A folder of a test's own, removed at the end.
func withFolder(_ body: (String) throws -> Void) throws {
    let folder = "/tmp/probe-\(UUID().uuidString.prefix(8))"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
    defer { #expect(throws: Never.self) { try FileManager.default.removeItem(atPath: folder) } }
    try body(folder)
}
