import Foundation
import Recordings
import Testing

@testable import Kata

@Suite("What goes to the system's log")
struct SystemLogTests {
    private static let line = #"time="2026-11-28T14:44:37.7Z" level=error msg="it failed" pid=7 sandbox=s"#

    private func record(_ text: String, _ way: SystemLogRecord.Way) -> SystemLogRecord {
        SystemLogRecord(way: way, bytes: RawBytes(Array(text.utf8)))
    }

    @Test("a line of syslog's is told unless the pipe had it, each as often as it came")
    func syslog() throws {
        var log = SystemLog()
        let sent = record("<3>Nov 28 14:44:37 kata[7]: \(Self.line)\n\n", .syslog)
        let alone = log.records(of: sent)
        #expect(alone.map(\.text) == ["it failed"] && alone.map(\.level) == [.error])
        #expect(alone.map(\.sandbox) == ["s"] && alone.map(\.origin) == [.shim])
        log.note(piped: try #require(alone.first))
        #expect(log.records(of: sent).isEmpty)
        #expect(log.records(of: sent).count == 1)
    }

    @Test("an entry of the journal's is a record of the shim's, also with a value of several lines")
    func journal() throws {
        var log = SystemLog()
        let message = "failed\nCaused by: x"
        var bytes = Array("PRIORITY=3\nSYSLOG_IDENTIFIER=kata\nSOURCE=box\nSUBSYSTEM=hypervisor\nMESSAGE\n".utf8)
        bytes += withUnsafeBytes(of: UInt64(message.utf8.count).littleEndian) { Array($0) } + Array(message.utf8) + [10]
        let records = log.records(of: SystemLogRecord(way: .journal, bytes: RawBytes(bytes)))
        let record = try #require(records.first)
        #expect(record.level == .error && record.sandbox == "box" && record.origin == .shim)
        #expect(record.text.hasPrefix("failed"))
    }

    @Test(
        "what is no entry is none, and takes no longer for it",
        arguments: [
            [], [10], Array("MESSAGE\n".utf8), Array("MESSAGE\n".utf8) + Array(repeating: 255, count: 16),
            Array(repeating: UInt8(ascii: "="), count: 4096), Array(String(repeating: "A=b\n", count: 9999).utf8),
        ] as [[UInt8]])
    func hostile(_ bytes: [UInt8]) {
        var log = SystemLog()
        #expect(log.records(of: SystemLogRecord(way: .journal, bytes: RawBytes(bytes))).count <= 1)
        _ = log.records(of: SystemLogRecord(way: .syslog, bytes: RawBytes(bytes)))
        #expect(SystemLog.fields(of: bytes).count <= SystemLog.mostFields)
    }
}
