import Linux
import Testing

@testable import Host

@Suite struct RegisterTests {
    @Test(
        arguments: [
            .run("abc-1_Z"), .process(ProcessIdentity(pid: 77, startTicks: 1 << 60)),
            .socket("/run/containerd/s/0123abcd"), .cgroup("/kumite-r/1/t"),
            .networkNamespace("abc123t000001"),
        ] as [Register.Entry])
    func linesAreReadAsWritten(entry: Register.Entry) {
        #expect(Register.Entry(line: entry.line) == entry)
    }

    /// Whoever can write a register must not be able to have anything else removed.
    @Test(arguments: [
        "", "run", "run a b", "run ../x", "run a/b", "run \(String(repeating: "a", count: 65))", "process 1 5",
        "process 0 5", "process -1 5", "process x 5", "process 99999999999 5", "process 77", "process 77 -5",
        "socket /run/containerd/s/../../../etc/passwd", "socket /etc/passwd", "socket /run/containerd/s",
        "socket /run/containerd/s/a/b", "socket run/containerd/s/a", "socket /run/containerd/s/a b",
        "cgroup /", "cgroup /system.slice", "cgroup /kumite-a/../system.slice", "cgroup kumite-a", "file /etc/passwd",
        " run a", "RUN a", "cgroup /kumite-a/", "netns short", "netns ../../etc/x", "netns abc123/x", "netns abcdef g",
    ])
    func refused(line: String) {
        #expect(Register.Entry(line: line) == nil)
    }

    @Test func hostileTextsAreBounded() {
        var random = SeededGenerator(seed: 3)
        let noise = (0..<20_000).map { _ in UInt8.random(in: 0...255, using: &random) }
        let (entries, refused) = Register.read(noise + Array("\nrun good\n".utf8))
        #expect(entries == [.run("good")])
        #expect(refused.count == 16 && refused.allSatisfy { $0.utf8.count < 2_000 })
        let late = [UInt8](repeating: 10, count: Register.mostBytes) + Array("run late\n".utf8)
        #expect(Register.read(late).entries.isEmpty)
    }
}
