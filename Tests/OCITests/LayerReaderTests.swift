import Testing

@testable import OCI

@Suite("Layers")
struct LayerReaderTests {
    /// A header block; fields may be given as they are to stand there.
    static func block(
        _ name: String, type: Character = "0", size: String = "0", target: String = "", mode: String = "644",
        prefix: String = "", sum: String? = nil, magic: String = "ustar\0" + "00"
    ) -> [UInt8] {
        var block = [UInt8](repeating: 0, count: 512)
        func put(_ text: String, at place: Int) {
            for (offset, byte) in text.utf8.enumerated() { block[place + offset] = byte }
        }
        put(name, at: 0)
        put(mode, at: 100)
        put("12", at: 108)
        put("34", at: 116)
        put(size, at: 124)
        put("17", at: 136)
        put(String(type), at: 156)
        put(target, at: 157)
        put(magic, at: 257)
        put(prefix, at: 345)
        put("        ", at: 148)
        let real = block.reduce(0) { $0 + Int($1) }
        put("        ", at: 148)
        put((sum ?? String(real, radix: 8)) + "\0", at: 148)
        return block
    }

    static func padded(_ text: String) -> [UInt8] {
        Array(text.utf8) + [UInt8](repeating: 0, count: (512 - text.utf8.count % 512) % 512)
    }

    static func octal(_ number: Int) -> String { String(number, radix: 8) }

    static let end = [UInt8](repeating: 0, count: 1024)

    static func pax(_ key: String, _ value: String) -> [UInt8] {
        let rest = " \(key)=\(value)\n"
        var length = rest.utf8.count + 1
        while "\(length)".utf8.count + rest.utf8.count != length { length += 1 }
        let record = "\(length)\(rest)"
        return block("pax", type: "x", size: octal(record.utf8.count)) + padded(record)
    }

    /// All events, content joined, whatever pieces the bytes come in.
    private func events(_ bytes: [UInt8], by step: Int = .max) throws -> [LayerReader.Event] {
        var reader = LayerReader()
        var events: [LayerReader.Event] = []
        for start in stride(from: 0, to: bytes.count, by: min(step, max(bytes.count, 1))) {
            for event in try reader.read(Array(bytes[start..<min(bytes.count, start + min(step, bytes.count))])) {
                if case .content(let more) = event, case .content(let before)? = events.last {
                    events[events.count - 1] = .content(before + more)
                } else {
                    events.append(event)
                }
            }
        }
        try reader.finish()
        return events
    }

    private func refusal(_ bytes: [UInt8]) -> String {
        do {
            for case .entry(let entry) in try events(bytes) {
                _ = try entry.whiteout()
                _ = try entry.targetParts()
                if case .refused(let what) = entry.kind { return what }
            }
            return "nothing"
        } catch {
            return "\(error)"
        }
    }

    @Test("entries of every kind are read, in pieces of any size", arguments: [1, 7, 511, 512, 513, .max])
    func kinds(step: Int) throws {
        let long = String(repeating: "d/", count: 120) + "file"
        var bytes = Self.block("./", type: "5", mode: "755")
        bytes += Self.block("etc/text", size: "5") + Self.padded("hello")
        bytes += Self.block("etc/link", type: "2", target: "/anywhere/../it/likes")
        bytes += Self.block("etc/other", type: "1", target: "./etc/text")
        bytes += Self.block("name", prefix: "a/long/prefix")
        bytes += Self.block("././@LongLink", type: "L", size: Self.octal(long.utf8.count + 1), magic: "ustar  \0")
        bytes += Self.padded(long + "\0") + Self.block("short", magic: "ustar  \0")
        bytes += Self.pax("path", "späte/names") + Self.block("old")
        let entries = try events(bytes + Self.end, by: step)
        func entry(_ name: String, _ kind: LayerEntry.Kind, size: Int64 = 0, mode: UInt32 = 0o644) -> LayerReader.Event
        {
            .entry(LayerEntry(name: name, kind: kind, size: size, mode: mode, uid: 10, gid: 28, modified: 15))
        }
        #expect(
            entries == [
                entry("./", .folder, mode: 0o755), entry("etc/text", .file, size: 5), .content(Array("hello".utf8)),
                entry("etc/link", .link(target: "/anywhere/../it/likes")),
                entry("etc/other", .hardLink(target: "./etc/text")), entry("a/long/prefix/name", .file),
                entry(long, .file), entry("späte/names", .file),
            ])
    }

    struct Bad: Sendable, CustomTestStringConvertible {
        var bytes: [UInt8]
        var says: String
        var testDescription: String { says }
    }

    @Test(
        "what could harm, or can't be read for sure, is refused with what is wrong",
        arguments: [
            Bad(bytes: block("../out"), says: #"its name "../out" leads out of the root"#),
            Bad(bytes: block("a/../../out"), says: "leads out of the root"),
            Bad(bytes: block("/etc/passwd"), says: #"its name "/etc/passwd" is absolute"#),
            Bad(
                bytes: block("a", type: "1", target: "/etc/passwd"),
                says: #"the hard link "a" to "/etc/passwd" is absolute"#),
            Bad(bytes: block("a", type: "1", target: "../../x"), says: "leads out of the root"),
            Bad(bytes: pax("path", "../../x") + block("a"), says: "leads out of the root"),
            Bad(bytes: pax("linkpath", "/x") + block("a", type: "1", target: "b"), says: "is absolute"),
            Bad(bytes: block("dev/sda", type: "4"), says: "a device node"),
            Bad(bytes: block("dev/null", type: "3"), says: "a device node"),
            Bad(bytes: block("run/initctl", type: "6"), says: "a fifo"),
            Bad(bytes: block("x", type: "Q"), says: #"of the unknown kind "Q""#),
            Bad(bytes: block("x", type: "S"), says: "is sparse"),
            Bad(bytes: pax("GNU.sparse.realsize", "9") + block("x"), says: "is sparse"),
            Bad(bytes: block("x/.wh..."), says: "names nothing"), Bad(bytes: block(".wh."), says: "names nothing"),
            Bad(bytes: block("x", size: "5"), says: "ends in the middle"),
            Bad(bytes: block("x", size: "5") + [1, 2], says: "ends in the middle"),
            Bad(bytes: Array(block("x").prefix(300)), says: "ends in the middle"),
            Bad(bytes: block("x", type: "5", size: "5") + padded("hello"), says: "has content and is no file"),
            Bad(bytes: block("x", sum: "0"), says: "a checksum is wrong"),
            Bad(bytes: [UInt8](repeating: 65, count: 512), says: "is no number"),
            Bad(bytes: block("x", size: "9z"), says: "a size in it is no number"),
            Bad(bytes: pax("size", "-1") + block("x"), says: "is no number"),
            Bad(bytes: block("x", type: "x", size: "7777777"), says: "a name or a record in it has"),
            Bad(bytes: block("x", type: "L", size: "0"), says: "a name or a record in it has 0 bytes"),
            Bad(bytes: block("x", type: "x", size: "4") + padded("9 a="), says: "is not of the form"),
            Bad(bytes: block("x", type: "x", size: "3") + padded("0 a"), says: "is not of the form"),
            Bad(
                bytes: block(String(repeating: "n", count: 100), prefix: String(repeating: "p", count: 155)) + end,
                says: "nothing"),
            Bad(bytes: pax("path", String(repeating: "n", count: 256)) + block("x"), says: "longer than any path"),
            Bad(bytes: pax("path", String(repeating: "n/", count: 2100)) + block("x"), says: "longer than any path"),
        ])
    func hostile(bad: Bad) {
        let said = refusal(bad.bytes)
        #expect(said.contains(bad.says), "\(said)")
    }

    @Test("names that are no text are refused")
    func bytes() {
        var block = Self.block("?name")
        // The checksum stays right: what is added in one place is taken in another.
        block[0] = 0xff
        block[148] = UInt8(ascii: " ")
        let sum = block.enumerated().reduce(0) { $0 + ((148..<156).contains($1.offset) ? 32 : Int($1.element)) }
        for (offset, byte) in Self.octal(sum).utf8.enumerated() { block[148 + offset] = byte }
        #expect(refusal(block).contains("no UTF-8"))
    }

    @Test("whiteouts say what they take away")
    func whiteouts() throws {
        func whiteout(_ name: String) throws -> LayerEntry.Whiteout? {
            try LayerEntry(name: name, kind: .file).whiteout()
        }
        #expect(try whiteout("a/b/.wh.c") == .removed(["a", "b", "c"]))
        #expect(try whiteout("./.wh.c") == .removed(["c"]))
        #expect(try whiteout("a/.wh..wh..opq") == .opaque(["a"]))
        #expect(try whiteout(".wh..wh..opq") == .opaque([]))
        #expect(try whiteout("a/wh.c") == nil && whiteout("a") == nil && whiteout("./") == nil)
    }

    @Test("bytes at random never do harm", arguments: 0..<64)
    func random(seed: UInt64) {
        var state = seed &* 0x9e37_79b9_7f4a_7c15 | 1
        func next() -> UInt64 {
            state ^= state << 13
            state ^= state >> 7
            state ^= state << 17
            return state
        }
        // A good archive with some bytes changed; the checksum is made right again half of the time.
        var bytes =
            Self.pax("path", "a/b") + Self.block("x", size: "5") + Self.padded("hello")
            + Self.block("y", type: "2", target: "x") + Self.end
        for _ in 0..<(1 + next() % 8) { bytes[Int(next() % UInt64(bytes.count))] = UInt8(truncatingIfNeeded: next()) }
        if next() % 2 == 0 {
            for start in [0, 1024, 2048] {
                let sum = (0..<512).reduce(0) { $0 + ((148..<156).contains($1) ? 32 : Int(bytes[start + $1])) }
                for (offset, byte) in (Self.octal(sum) + "\0").utf8.enumerated() { bytes[start + 148 + offset] = byte }
            }
        }
        var reader = LayerReader()
        var total = 0
        for start in stride(from: 0, to: bytes.count, by: 100) {
            guard let events = try? reader.read(Array(bytes[start..<min(bytes.count, start + 100)])) else { return }
            for case .content(let content) in events { total += content.count }
        }
        #expect(total <= bytes.count)
    }
}
