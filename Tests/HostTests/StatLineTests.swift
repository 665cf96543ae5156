import Glibc
import Linux
import Testing

@testable import Host

@Suite struct StatLineTests {
    static let tail = "S 7 8 9 0 -1 4194560 1 2 3 4 5 6 7 8 20 0 1 0 123456 9 9"

    @Test(arguments: ["sleep", "a b", "a) R 1 (b", "", "((", "))", "Ω\u{1b}[31m"])
    func readsWhatLinuxReads(name: String) throws {
        let text = Array("42 (\(name)) \(Self.tail)\n".utf8)
        let line = try #require(text.withUnsafeBytes { StatLine($0) })
        let stat = try #require(ProcessStat(text))
        #expect(line.identity == stat.identity)
        #expect(line.parent == stat.parent)
        #expect(line.state == stat.state)
        #expect(line.name == stat.name)
        #expect(!line.isKernelThread)
    }

    @Test func knowsKernelThreads() throws {
        let text = "2 (kthreadd) S 0 0 0 0 -1 2129984 0 0 0 0 0 0 0 0 20 0 1 0 5 0"
        #expect(try #require(Array(text.utf8).withUnsafeBytes { StatLine($0) }).isKernelThread)
    }

    /// No cut and no flipped byte of the file crashes or is taken for a process without a start.
    @Test func survivesAnything() {
        var random = SeededGenerator(seed: 7)
        let whole = Array("42 (a b) \(Self.tail)".utf8)
        for length in 0..<whole.count { _ = Array(whole[..<length]).withUnsafeBytes { StatLine($0) } }
        for _ in 0..<500 {
            var bytes = whole
            for _ in 0..<4 {
                bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
            }
            _ = bytes.withUnsafeBytes { StatLine($0) }
        }
        #expect(Array("42 (a) S 1".utf8).withUnsafeBytes { StatLine($0) } == nil)
    }

    @Test func findsThisProcessWithItsDetails() throws {
        let all = try ProcessScan(known: [:]).run()
        let own = try #require(try ProcessStat.of(getpid()))
        let found = try #require(all[own.identity])
        #expect(found.parent == own.parent)
        let details = try #require(found.details)
        #expect(details.mountNamespace == (try Namespace(.mount, of: getpid()).identity.inode))
        #expect(details.networkNamespace == (try Namespace(.network, of: getpid()).identity.inode))
        #expect(!details.arguments.isEmpty)
        #expect(!all.values.contains { $0.identity.pid == 2 && $0.name == "kthreadd" })
    }

    @Test func readsWhatIsKnownOnlyOnce() throws {
        let own = try #require(try ProcessStat.of(getpid()))
        let known = HostProcess(
            identity: own.identity, parent: -1, name: own.name, details: .init(arguments: "as it was"))
        let again = try #require(try ProcessScan(known: [own.identity: known]).run()[own.identity])
        #expect(again.details?.arguments == "as it was")
        #expect(again.parent == own.parent)
        // One that executes another program since is another thing.
        var before = known
        before.name = "runc"
        let anew = try #require(try ProcessScan(known: [own.identity: before]).run()[own.identity])
        #expect(anew.details?.arguments.isEmpty == false && anew.details?.arguments != "as it was")
    }
}
