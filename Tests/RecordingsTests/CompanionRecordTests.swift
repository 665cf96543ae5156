import Foundation
import Recordings
import Testing

@Suite("The record of a companion is read as hostile")
struct CompanionRecordTests {
    private static func line(_ what: Observed, step: StepReference? = nil) -> [UInt8] {
        ObservationLine.encode(Observation(number: 77, at: 5, step: step, what: what)) + [10]
    }

    private static let asked = Observed.asked(
        AskedRecord(
            call: 1, machine: "vm", service: "s", method: "m", connection: 1, timeoutNanoseconds: 0,
            message: HeldMessage([8, 1])))
    private static let replied = Observed.replied(
        RepliedRecord(call: 1, code: 0, words: "", message: HeldMessage([])))

    @Test("calls, answers and the end are taken, numbered anew and of no step")
    func takes() {
        let step = StepReference(subject: "main", name: ["create"])
        let bytes = Self.line(Self.asked, step: step) + Self.line(Self.replied) + Self.line(.mark("record-full"))
        let record = CompanionRecord(bytes, numberedFrom: 10)
        #expect(record.observations.map(\.number) == [10, 11, 12])
        #expect(record.observations.map(\.what) == [Self.asked, Self.replied, .mark("record-full")])
        #expect(record.observations.allSatisfy { $0.step == nil && $0.at == 5 })
        #expect(record.passedOver == 0 && record.fault == nil)
    }

    @Test("nothing else is: no word of the trial's own in a stranger's mouth")
    func refuses() {
        let strange: [Observed] = [
            .mark("clean"), .stepBegan(verb: "kill"), .violation("x"), .log(RawBytes([1])),
            .host(HostDifference(moment: "before-clean", left: [], gone: [])),
            .bound(Binding(kind: .id, value: "abc", name: "main")),
        ]
        let lines = strange.map { Self.line($0) } + [Array("[1]\n{\n\n".utf8), Self.line(Self.asked)]
        let record = CompanionRecord(lines.flatMap { $0 }, numberedFrom: 1)
        #expect(record.observations.map(\.what) == [Self.asked])
        #expect(record.passedOver == strange.count + 2)
        #expect(record.fault?.contains("nothing that a companion can have seen") == true)
    }

    @Test("a line that is torn by the companion's death is dropped, and one too long passed over")
    func torn() {
        let whole = Self.line(Self.asked)
        for cut in 0..<whole.count {
            let record = CompanionRecord(whole + whole.prefix(cut), numberedFrom: 1)
            #expect(record.observations.count == 1 && record.passedOver == 0)
        }
        let long = [UInt8](repeating: 0x20, count: CompanionRecord.lineLimit + 1) + [10]
        let record = CompanionRecord(long + whole, numberedFrom: 1)
        #expect(record.observations.count == 1 && record.passedOver == 1)
        #expect(record.fault?.contains("bytes long") == true)
    }

    @Test("whatever comes is read to its end", arguments: 0..<50)
    func anything(seed: UInt64) {
        var random = Generator(seed: seed)
        var bytes = Self.line(Self.asked) + Self.line(Self.replied)
        for _ in 0..<5 { bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8(random.next() & 0xff) }
        let record = CompanionRecord(bytes, numberedFrom: 1)
        #expect(record.observations.count <= 10)
        #expect(CompanionRecord(random.bytes(0...400), numberedFrom: 1).observations.isEmpty)
    }

    @Test("of a message only what a workload fills is taken out, field by field")
    func held() {
        // 1: "c", 3: "data" twice, 100: varint 1, 5: fixed32, 6: fixed64
        let payload: [UInt8] =
            [0x0a, 1, 0x63, 0x1a, 4] + Array("data".utf8) + [0x1a, 2, 0x68, 0x69, 0xa0, 6, 1, 0x2d, 1, 2, 3, 4]
            + [0x31, 1, 2, 3, 4, 5, 6, 7, 8]
        let held = HeldMessage(payload, data: 3)
        #expect(
            held.bytes.bytes == [0x0a, 1, 0x63, 0xa0, 6, 1, 0x2d, 1, 2, 3, 4, 0x31, 1, 2, 3, 4, 5, 6, 7, 8])
        #expect(held.length == payload.count && held.taken.map(\.length) == [2])
        #expect(HeldMessage(payload).bytes.bytes == payload)
        let malformed: [UInt8] = [0x1a, 200, 1]
        #expect(HeldMessage(malformed, data: 3) == HeldMessage(bytes: RawBytes(malformed), length: 3))
        let huge = HeldMessage([UInt8](repeating: 7, count: HeldMessage.mostBytes + 1))
        #expect(huge.bytes.bytes.isEmpty && huge.taken.map(\.field) == [0])
        #expect(huge.taken.map(\.length) == [HeldMessage.mostBytes + 1] && huge.length == HeldMessage.mostBytes + 1)
    }
}
