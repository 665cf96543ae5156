import Recordings
import Testing

@Suite("The wire walker")
struct WireTests {
    @Test("every kind of field is walked, in order")
    func walks() throws {
        let bytes: [UInt8] =
            [0x08, 0x96, 0x01] + [0x12, 0x03, 0x61, 0x62, 0x63] + [0x19, 1, 0, 0, 0, 0, 0, 0, 0x80]
            + [0x25, 2, 0, 0, 0] + [0x2b, 0x08, 0x01, 0x2c] + [0x08, 0x00]
        let expected: [Wire.Field] = [
            .init(number: 1, value: .varint(150)), .init(number: 2, value: .run([0x61, 0x62, 0x63])),
            .init(number: 3, value: .fixed64(0x8000_0000_0000_0001)), .init(number: 4, value: .fixed32(2)),
            .init(number: 5, value: .group), .init(number: 1, value: .varint(0)),
        ]
        #expect(try Wire.fields(of: bytes).get() == expected)
    }

    @Test(
        "what is no message is a fault, told with its place",
        arguments: [
            ([0x08], .cutOff(offset: 0)), ([0x12, 0x05, 0x61], .cutOff(offset: 0)), ([0x00], .badNumber(offset: 0)),
            ([0x0f], .badType(7, offset: 0)), ([0x0c], .badType(4, offset: 0)),
            ([0x0b, 0x08, 0x01], .cutOff(offset: 0)),
            ([0x0b, 0x14], .badType(4, offset: 0)),
            ([0x08] + [UInt8](repeating: 0xff, count: 10), .overlongVarint(offset: 0)),
            ([0x08] + [UInt8](repeating: 0x80, count: 9) + [0x02], .overlongVarint(offset: 0)),
            ([0x12] + [UInt8](repeating: 0xff, count: 9) + [0x01], .cutOff(offset: 0)),
            ([0x08, 0x01, 0x25, 0x00], .cutOff(offset: 2)),
            ([UInt8](repeating: 0x0b, count: 1000), .badType(3, offset: 0)),
        ] as [([UInt8], Wire.Fault)])
    func faults(bytes: [UInt8], fault: Wire.Fault) {
        #expect(throws: fault) { try Wire.fields(of: bytes).get() }
    }

    @Test("size and number of fields are bounded")
    func bounds() {
        #expect(throws: Wire.Fault.tooLong(Wire.byteLimit + 1)) {
            try Wire.fields(of: [UInt8](repeating: 0, count: Wire.byteLimit + 1)).get()
        }
        let many = [[UInt8]](repeating: [0x08, 0x01], count: Wire.fieldLimit + 1).flatMap { $0 }
        #expect(throws: Wire.Fault.tooManyFields) { try Wire.fields(of: many).get() }
    }

    @Test("no bytes make it fail otherwise", arguments: 0..<500)
    func hostile(seed: UInt64) {
        var random = Generator(seed: seed)
        _ = Wire.fields(of: random.bytes(0...64))
    }

    @Test("what is encoded is walked back", arguments: 0..<200)
    func roundTrip(seed: UInt64) throws {
        var random = Generator(seed: seed)
        let (number, text, bytes) = (random.number(), random.text(), random.bytes(0...300))
        var encoder = Wire.Encoder()
        encoder.varint(1, number)
        encoder.string(2, text)
        encoder.bytes(536_870_911, bytes)
        encoder.bool(4, true)
        encoder.message(5) { $0.varint(1, number) }
        var expected: [Wire.Field] = []
        if number != 0 { expected.append(.init(number: 1, value: .varint(number))) }
        if !text.isEmpty { expected.append(.init(number: 2, value: .run(Array(text.utf8)))) }
        if !bytes.isEmpty { expected.append(.init(number: 536_870_911, value: .run(bytes))) }
        expected.append(.init(number: 4, value: .varint(1)))
        var inner = Wire.Encoder()
        inner.varint(1, number)
        expected.append(.init(number: 5, value: .run(inner.bytes)))
        #expect(try Wire.fields(of: encoder.bytes).get() == expected)
    }

    @Test("what proto3 leaves out is left out, but an empty message is there")
    func empty() {
        var encoder = Wire.Encoder()
        encoder.varint(1, 0)
        encoder.bool(2, false)
        encoder.string(3, "")
        encoder.bytes(4, [])
        #expect(encoder.bytes.isEmpty)
        encoder.message(5) { _ in }
        #expect(encoder.bytes == [0x2a, 0x00])
    }
}
