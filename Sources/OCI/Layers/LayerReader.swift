/// Reads a layer's tar archive as its bytes come, as hostile: everything in it is bounded, and nothing is done with it.
package struct LayerReader: Sendable {
    package enum Event: Sendable, Hashable {
        case entry(LayerEntry)
        /// Some of the content of the entry before.
        case content([UInt8])
    }

    /// More than any image of use in a test has.
    package static let mostEntries = 200_000
    /// More than the longest path needs, and its link's target.
    private static let mostExtensionBytes: Int64 = 64 << 10

    private enum State {
        case header
        /// The content of an entry, and the bytes that fill its last block.
        case content(left: Int64, filler: Int)
        case skipping(left: Int)
        /// What says more of the entry to come.
        case more(type: UInt8, left: Int64, filler: Int)
        case ended
    }

    private var state = State.header
    private var held: [UInt8] = []
    private var entries = 0
    /// Said of the next entry by the ones before it.
    private var longName: String?
    private var longTarget: String?
    private var records: [String: String] = [:]

    package init() {}

    /// Takes the archive's next bytes.
    ///
    /// - Throws: An `OCIError` that says what is wrong; the reader is of no use then.
    package mutating func read(_ bytes: [UInt8]) throws(OCIError) -> [Event] {
        var events: [Event] = []
        var rest = bytes[...]
        while !rest.isEmpty {
            switch state {
            case .ended: return events
            case .header:
                guard let block = take(LayerHeader.length, of: &rest) else { break }
                if let event = try begin(block) { events.append(event) }
            case .content(let left, let filler):
                let piece = rest.prefix(Int(clamping: left))
                rest = rest.dropFirst(piece.count)
                events.append(.content(Array(piece)))
                state =
                    Int64(piece.count) == left
                    ? after(filler) : .content(left: left - Int64(piece.count), filler: filler)
            case .skipping(let left):
                let count = min(left, rest.count)
                rest = rest.dropFirst(count)
                state = after(left - count)
            case .more(let type, let left, let filler):
                guard let block = take(Int(left), of: &rest) else { break }
                try extend(type, block)
                state = after(filler)
            }
        }
        return events
    }

    /// The archive has no more bytes.
    ///
    /// - Throws: An `OCIError` when it ends in the middle.
    package func finish() throws(OCIError) {
        switch state {
        case .ended: return
        case .header where held.isEmpty: return
        default: throw OCIError(.layer("it ends in the middle of an entry"))
        }
    }

    private func after(_ filler: Int) -> State { filler > 0 ? .skipping(left: filler) : .header }

    /// So many bytes at once; nil until they are all there.
    private mutating func take(_ count: Int, of rest: inout ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        let piece = rest.prefix(count - held.count)
        rest = rest.dropFirst(piece.count)
        held += piece
        guard held.count == count else { return nil }
        defer { held = [] }
        return held[...]
    }

    private mutating func begin(_ block: ArraySlice<UInt8>) throws(OCIError) -> Event? {
        if block.allSatisfy({ $0 == 0 }) {
            state = .ended
            return nil
        }
        let header = try LayerHeader(block)
        let filler = Int((512 - header.size % 512) % 512)
        switch header.type {
        case UInt8(ascii: "x"), UInt8(ascii: "g"), UInt8(ascii: "L"), UInt8(ascii: "K"):
            guard header.size > 0, header.size <= Self.mostExtensionBytes else {
                throw OCIError(.layer("a name or a record in it has \(header.size) bytes"))
            }
            state = .more(type: header.type, left: header.size, filler: filler)
            return nil
        default: break
        }
        entries += 1
        guard entries <= Self.mostEntries else {
            throw OCIError(.layer("it has more than \(Self.mostEntries) entries"))
        }
        let entry = try self.entry(header)
        let size = entry.kind == .file ? entry.size : 0
        guard entry.kind == .file || entry.size == 0 else {
            throw OCIError(.layer("its entry \(LayerEntry.shown(entry.name)) has content and is no file"))
        }
        state = size > 0 ? .content(left: size, filler: Int((512 - size % 512) % 512)) : .header
        return .entry(entry)
    }

    /// The entry of a header, and of what was said before it.
    private mutating func entry(_ header: LayerHeader) throws(OCIError) -> LayerEntry {
        defer {
            longName = nil
            longTarget = nil
            records = [:]
        }
        if records.keys.contains(where: { $0.hasPrefix("GNU.sparse.") }) || header.type == UInt8(ascii: "S") {
            throw OCIError(.layer("its entry \(LayerEntry.shown(header.name)) is sparse, which is not read here"))
        }
        let target = records["linkpath"] ?? longTarget ?? header.linkTarget
        let name = records["path"] ?? longName ?? header.name
        let kind: LayerEntry.Kind =
            switch header.type {
            case UInt8(ascii: "0"), UInt8(ascii: "7"): name.hasSuffix("/") ? .folder : .file
            case UInt8(ascii: "1"): .hardLink(target: target)
            case UInt8(ascii: "2"): .link(target: target)
            case UInt8(ascii: "3"), UInt8(ascii: "4"): .refused("a device node")
            case UInt8(ascii: "5"): .folder
            case UInt8(ascii: "6"): .refused("a fifo")
            default: .refused("of the unknown kind \(String(reflecting: String(UnicodeScalar(header.type))))")
            }
        return LayerEntry(
            name: name, kind: kind, size: try number("size") ?? header.size, mode: header.mode,
            uid: UInt32(exactly: try number("uid") ?? Int64(header.uid)) ?? 0,
            gid: UInt32(exactly: try number("gid") ?? Int64(header.gid)) ?? 0, modified: header.modified)
    }

    private func number(_ key: String) throws(OCIError) -> Int64? {
        guard let text = records[key] else { return nil }
        guard let number = Int64(text), number >= 0 else {
            throw OCIError(.layer("the \(key) \(LayerEntry.shown(text)) in it is no number"))
        }
        return number
    }

    private mutating func extend(_ type: UInt8, _ block: ArraySlice<UInt8>) throws(OCIError) {
        switch type {
        case UInt8(ascii: "L"): longName = try LayerHeader.text(block)
        case UInt8(ascii: "K"): longTarget = try LayerHeader.text(block)
        case UInt8(ascii: "x"): records = try LayerRecords.read(block)
        // Said of all entries to come: no image that is built has one that matters.
        default: _ = try LayerRecords.read(block)
        }
    }
}
