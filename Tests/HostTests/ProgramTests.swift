import Linux
import Recordings
import Testing

@testable import Host

@Suite struct ProgramTests {
    @Test("of a flood the beginning is kept, the program ends, and the record says that more came")
    func flood() async {
        let program = Program(
            purpose: "flood", arguments: ["/bin/sh", "-c", "head -c 3000000 /dev/zero; echo end >&2"])
        let record = await program.run(within: .seconds(60))
        #expect(record.end == .exited(0))
        #expect(record.stdout.bytes.count == Program.outputLimit)
        let said = String(decoding: record.stderr.bytes, as: UTF8.self)
        #expect(said.hasPrefix("end\n") && said.contains("of stdout the first \(Program.outputLimit) bytes were kept"))
    }

    @Test("output of just the most that is kept is whole")
    func exact() async {
        let program = Program(
            purpose: "exact", arguments: ["/bin/sh", "-c", "head -c \(Program.outputLimit) /dev/zero"])
        let record = await program.run(within: .seconds(60))
        #expect(record.end == .exited(0) && record.stdout.bytes.count == Program.outputLimit)
        #expect(record.stderr.bytes.isEmpty)
    }

    @Test("who holds the output open keeps its starter waiting to the deadline, also after a flood")
    func held() async {
        let program = Program(
            purpose: "held", arguments: ["/bin/sh", "-c", "head -c 2000000 /dev/zero; sleep 3 &"])
        let record = await program.run(within: .milliseconds(800))
        #expect(record.end == .timedOut)
    }
}
