/// The lines of what a tool printed; one that is longer than anything real is left out, and counted.
struct ToolLines: Sequence, IteratorProtocol {
    private var rest: ArraySlice<UInt8>
    private(set) var tooLong = 0

    init(_ bytes: [UInt8]) {
        rest = bytes[...]
    }

    mutating func next() -> Substring? {
        while !rest.isEmpty {
            let end = rest.firstIndex(of: UInt8(ascii: "\n")) ?? rest.endIndex
            let line = rest[rest.startIndex..<end]
            rest = rest[Swift.min(end + 1, rest.endIndex)...]
            guard line.count <= ToolReading.lineLimit else {
                tooLong += 1
                continue
            }
            return Substring(String(decoding: line, as: UTF8.self))
        }
        return nil
    }
}
