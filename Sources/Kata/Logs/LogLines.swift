/// Cuts a stream into lines, however it is handed in, and never holds more than one bounded line.
package struct LogLines: Sendable {
    /// What is kept of one line, bytes; the rest of a longer one is dropped.
    package static let lineLimit = 1 << 18

    private var rest: [UInt8] = []
    private var isCut = false

    package init() {}

    /// Takes bytes; `body` is given each line that ended in them, and whether it was cut.
    package mutating func take(_ bytes: ArraySlice<UInt8>, _ body: (ArraySlice<UInt8>, Bool) -> Void) {
        var start = bytes.startIndex
        while let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) {
            if rest.isEmpty, !isCut, end - start <= Self.lineLimit {
                body(bytes[start..<end], false)
            } else {
                keep(bytes[start..<end])
                body(rest[...], isCut)
                rest.removeAll(keepingCapacity: true)
                isCut = false
            }
            start = end + 1
        }
        keep(bytes[start...])
    }

    /// What came after the last end of a line, if anything did.
    package mutating func finish(_ body: (ArraySlice<UInt8>, Bool) -> Void) {
        guard !rest.isEmpty else { return }
        body(rest[...], isCut)
        rest = []
        isCut = false
    }

    private mutating func keep(_ bytes: ArraySlice<UInt8>) {
        let room = Self.lineLimit - rest.count
        if bytes.count > room { isCut = true }
        rest += bytes.prefix(room)
    }
}
