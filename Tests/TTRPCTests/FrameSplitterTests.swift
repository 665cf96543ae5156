import Testing

@testable import TTRPC

@Suite("Cutting out frames without losing bytes")
struct FrameSplitterTests {
    private func joined(_ pieces: [FrameSplitter.Piece]) -> [UInt8] {
        pieces.flatMap { piece -> [UInt8] in
            switch piece {
            case .frame(let frame): frame.bytes
            case .other(let bytes): bytes
            }
        }
    }

    @Test("what comes out, joined, is what came in, whatever it is and however it is cut", arguments: 0..<40)
    func lossless(_ seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        var stream: [UInt8] = []
        var requests: [Frame] = []
        for _ in 0..<Int.random(in: 1...12, using: &random) {
            let type = FrameType(rawValue: UInt8.random(in: 0...4, using: &random))
            let frame = Frame(
                streamID: UInt32.random(in: 0...9, using: &random), type: type,
                payload: random.bytes(Int.random(in: 0...300, using: &random)))
            if type == .request { requests.append(frame) }
            stream += frame.bytes
        }
        if seed.isMultiple(of: 3) {
            // The header of a frame that is too long, and never whole.
            FrameHeader(length: 5 << 20, streamID: 1, type: .request).encode(into: &stream)
            stream += random.bytes(100)
        } else if seed.isMultiple(of: 2) {
            stream += Frame(streamID: 1, type: .request, payload: random.bytes(50)).bytes.dropLast(3)
        }
        var splitter = FrameSplitter([.request])
        var pieces: [FrameSplitter.Piece] = []
        var rest = stream[...]
        while !rest.isEmpty {
            let count = Int.random(in: 1...min(rest.count, 200), using: &random)
            pieces += splitter.split(rest.prefix(count))
            rest = rest.dropFirst(count)
        }
        #expect(joined(pieces) + splitter.remainder == stream)
        let found = pieces.compactMap { piece -> Frame? in
            guard case .frame(let frame) = piece else { return nil }
            return frame
        }
        #expect(found == requests)
    }
}
