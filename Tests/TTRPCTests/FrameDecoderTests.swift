import Testing

@testable import TTRPC

@Suite("Frame decoder")
struct FrameDecoderTests {
    /// What a decoder makes of the bytes, fed in pieces of these sizes, the last size for all that is left.
    private func decode(_ bytes: [UInt8], pieces: [Int]) -> (items: [FrameDecoder.Item], remainder: Truncation?) {
        var decoder = FrameDecoder()
        var items: [FrameDecoder.Item] = []
        var rest = bytes[...]
        for piece in pieces + [bytes.count] where !rest.isEmpty {
            let taken = rest.prefix(piece)
            rest = rest.dropFirst(piece)
            taken.withUnsafeBytes { decoder.decode($0) { items.append($0) } }
        }
        return (items, decoder.remainder)
    }

    @Test("frames come out as they went in, however the bytes are cut", arguments: 0..<40 as Range<UInt64>)
    func roundTrip(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let frames = (0..<Int.random(in: 1...8, using: &generator)).map { _ in
            Frame(
                streamID: UInt32.random(in: .min ... .max, using: &generator),
                type: FrameType(rawValue: UInt8.random(in: .min ... .max, using: &generator)),
                flags: FrameFlags(rawValue: UInt8.random(in: .min ... .max, using: &generator)),
                payload: generator.bytes(Int.random(in: 0...300, using: &generator)))
        }
        let pieces = (0..<600).map { _ in Int.random(in: 1...40, using: &generator) }
        let (items, remainder) = decode(frames.flatMap(\.bytes), pieces: pieces)
        #expect(items == frames.map { .frame($0) })
        #expect(remainder == nil)
    }

    @Test("any bytes mean the same in one piece and in many", arguments: 0..<200 as Range<UInt64>)
    func garbage(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        var bytes = generator.bytes(Int.random(in: 0...400, using: &generator))
        // Else nearly every length is oversize and nothing but skipping is tried.
        for index in stride(from: 0, to: bytes.count, by: 16) { bytes[index] = 0 }
        for index in stride(from: 1, to: bytes.count, by: 16) { bytes[index] &= 0x01 }
        let whole = decode(bytes, pieces: [])
        let cut = decode(bytes, pieces: (0..<400).map { _ in Int.random(in: 1...5, using: &generator) })
        #expect(whole.items == cut.items)
        #expect(whole.remainder == cut.remainder)
    }

    struct Cut: Sendable {
        var bytes: [UInt8]
        var remainder: Truncation?
    }

    @Test(
        "an end inside a frame says where",
        arguments: [
            Cut(bytes: [], remainder: nil),
            Cut(bytes: [0], remainder: .header(presentBytes: 1)),
            Cut(bytes: [0, 0, 0, 5, 0, 0, 0, 1, 2], remainder: .header(presentBytes: 9)),
            Cut(bytes: [0, 0, 0, 5, 0, 0, 0, 1, 2, 0], remainder: .payload(missingBytes: 5)),
            Cut(bytes: [0, 0, 0, 5, 0, 0, 0, 1, 2, 0, 9, 9], remainder: .payload(missingBytes: 3)),
            Cut(bytes: [0, 0, 0, 0, 0, 0, 0, 1, 2, 0], remainder: nil),
            Cut(bytes: [0, 0x40, 0, 1, 0, 0, 0, 1, 2, 0, 7], remainder: .payload(missingBytes: 4_194_304)),
        ])
    func truncation(_ cut: Cut) {
        #expect(decode(cut.bytes, pieces: []).remainder == cut.remainder)
        #expect(decode(cut.bytes, pieces: [Int](repeating: 1, count: cut.bytes.count)).remainder == cut.remainder)
    }

    @Test("a payload of exactly 4 MiB is a frame, one byte more is skipped and the next frame is found")
    func limit() {
        let longest = Frame(streamID: 1, type: .response, payload: [UInt8](repeating: 1, count: 4 << 20))
        let tooLong = Frame(streamID: 3, type: .response, payload: [UInt8](repeating: 1, count: 4 << 20 + 1))
        let next = Frame(streamID: 5, type: .response, payload: [1, 2, 3])
        let bytes = longest.bytes + tooLong.bytes + next.bytes
        let expected: [FrameDecoder.Item] = [.frame(longest), .oversize(tooLong.header), .frame(next)]
        #expect(decode(bytes, pieces: []).items == expected)
        #expect(decode(bytes, pieces: [Int](repeating: 65_536, count: 200)).items == expected)
    }
}
