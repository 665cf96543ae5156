import Foundation
import Glibc
import Testing

@Suite("Alone in a root file system", .enabled(if: getuid() == 0), .timeLimit(.minutes(1)))
struct EmptyRootTests {
    /// Runs the probe as the only file of a root: no /proc, no /dev, no library.
    private func runAlone(_ words: [String]) throws -> Ending {
        let root = FileManager.default.temporaryDirectory.appending(path: "probe-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: root, withIntermediateDirectories: false)
        defer { try? FileManager.default.removeItem(atPath: root) }
        // Copied by another process: what other tests start meanwhile would inherit a descriptor that is open for
        // writing, and a file that is open for writing can't be run (ETXTBSY).
        let script = "cp \"$0\" '\(root)/probe' && exec chroot '\(root)' /probe \"$@\""
        return try run(words, through: ["sh", "-c", script])
    }

    @Test("it runs without anything beside it")
    func says() throws {
        let ending = try runAlone(["say", "hello"])
        #expect(ending.code == 0)
        #expect(ending.text == "hello\n")
        #expect(try runAlone(["exit", "3"]).code == 3)
    }

    @Test("what only /proc knows is null, the rest is there")
    func reports() throws {
        let ending = try runAlone(["report"])
        let it = try #require(try JSONSerialization.jsonObject(with: Data(ending.output)) as? [String: Any])
        #expect(it["mounts"] is NSNull)
        #expect(it["cgroup"] is NSNull)
        #expect(it["oomScoreAdjust"] is NSNull)
        for name in ["processes", "kernelCommandLine", "kernelModules", "filesystems", "disks", "cgroupLimits"] {
            #expect(it[name] is NSNull, "\(name)")
        }
        #expect((it["devices"] as? [String: Any])?.isEmpty == true)
        #expect((it["root"] as? [String: Any])?.keys.sorted() == ["probe"])
        #expect((it["files"] as? [String: Any])?.values.allSatisfy { $0 is NSNull } == true)
        let paths = try #require(it["paths"] as? [String: Any])
        #expect(paths["/proc/kcore"] as? String == "absent")
        #expect((paths["/"] as? [String: Any])?["read"] as? String == "readable")
        // What needs no file system at all.
        #expect(it["links"] is [String: Any])
        #expect(it["clocks"] is [String: Any])
        #expect((it["cpus"] as? [String: Any])?["affinity"] is String)
        #expect(it["capabilities"] is [String: String])
        #expect(it["cwd"] as? String == "/")
        #expect(try runAlone(["pids"]).text.hasSuffix("all ?\n"))
    }

    @Test(
        "verbs work there",
        arguments: [
            (["clock"], 3), (["loopback", "unix"], 1), (["try", "statx"], 1), (["list", "/"], 1),
            (["sequence", "mkdir", "/d", "then", "write", "/d/f", "x", "then", "hash", "/d/f"], 3),
            (["exhaust", "threads", "2"], 1),
        ])
    func verbs(words: [String], lines: Int) throws {
        let ending = try runAlone(words)
        #expect(ending.code == 0)
        #expect(ending.text.split(separator: "\n").count == lines)
    }

    @Test("it needs no run-time library")
    func isStatic() throws {
        let binary = try Data(contentsOf: URL(filePath: Program.path))
        #expect(binary.count < 2_000_000)
        func number(at offset: Int, bytes: Int) -> Int {
            binary[offset..<offset + bytes].reversed().reduce(0) { $0 << 8 | Int($1) }
        }
        // The ELF header names the table of segments; a segment of type 3 (PT_INTERP) names the run-time linker.
        let table = number(at: 32, bytes: 8)
        let types = (0..<number(at: 56, bytes: 2)).map { number(at: table + $0 * number(at: 54, bytes: 2), bytes: 4) }
        #expect(types.contains(1))
        #expect(!types.contains(3))
    }
}
