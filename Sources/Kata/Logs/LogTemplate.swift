/// What a record says without what varies from one time to the next: numbers, ids, addresses, times.
///
/// Two records of one template were written by one line of a program; one that a baseline never wrote is news.
package enum LogTemplate {
    /// The most bytes of a template, and the most templates of one origin and level.
    package static let byteLimit = 512
    package static let most = 100

    /// The template of a record: of its text, and of the error that it names beside it.
    ///
    /// - Parameter names: Puts names in the place of what is a trial's own.
    package static func text(of record: LogRecord, names: (String) -> String = { $0 }) -> String {
        let error = ["error", "err"].lazy.compactMap { record.fields[$0] }.first { !$0.isEmpty }
        let text = error.map { "\(record.text): \($0)" } ?? record.text
        // What a program adds for its own people follows after the first line.
        let first = text.split(whereSeparator: \.isNewline).first.map(String.init) ?? ""
        return plain(names(String(first.prefix(4 * byteLimit))))
    }

    /// A text with `N` for what varies: numbers, addresses, ids. One sign for all: an id may happen to be all figures.
    static func plain(_ text: String) -> String {
        var result: [UInt8] = []
        let bytes = Array(text.utf8)
        var at = 0
        while at < bytes.count, result.count < byteLimit {
            guard isWord(bytes[at]) else {
                result.append(bytes[at])
                at += 1
                continue
            }
            if let end = shapes.lazy.compactMap({ $0.end(in: bytes, from: at) }).first {
                result.append(sign)
                at = end
                continue
            }
            let end = bytes[at...].firstIndex { !isWord($0) } ?? bytes.count
            result += word(bytes[at..<end])
            at = end
        }
        return String(decoding: result.prefix(byteLimit), as: UTF8.self)
    }

    private static let sign = UInt8(ascii: "N")

    /// A UUID and a link's address: their parts may be words by chance.
    private static let shapes = [
        Shape(lengths: [8, 4, 4, 4, 12], between: UInt8(ascii: "-")),
        Shape(lengths: [2, 2, 2, 2, 2, 2], between: UInt8(ascii: ":")),
    ]

    /// Hexadecimal figures in groups.
    private struct Shape {
        var lengths: [Int]
        var between: UInt8

        /// Where it ends if it begins here; nil if it doesn't.
        func end(in bytes: [UInt8], from start: Int) -> Int? {
            var at = start
            for (index, length) in lengths.enumerated() {
                if index > 0 {
                    guard at < bytes.count, bytes[at] == between else { return nil }
                    at += 1
                }
                guard at + length <= bytes.count, bytes[at..<(at + length)].allSatisfy(isHex) else { return nil }
                at += length
            }
            return at == bytes.count || !isWord(bytes[at]) && bytes[at] != between ? at : nil
        }
    }

    private static func word(_ word: ArraySlice<UInt8>) -> [UInt8] {
        let digits = word.count { (0x30...0x39).contains($0) }
        guard digits > 0 else { return Array(word) }
        let isAddress = word.starts(with: [0x30, 0x78]) && word.count > 2 && word.dropFirst(2).allSatisfy(isHex)
        return isAddress || word.count >= 8 && word.allSatisfy(isHex) ? [sign] : numbered(word)
    }

    /// A word that holds numbers: `30s`, `tap0_kata`, `5ms`. What is part of a name, like `virtio9p`, varies no less.
    private static func numbered(_ word: ArraySlice<UInt8>) -> [UInt8] {
        var result: [UInt8] = []
        for byte in word {
            guard (0x30...0x39).contains(byte) else {
                result.append(byte)
                continue
            }
            if result.last != sign { result.append(sign) }
        }
        return result
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5a, 0x61...0x7a, 0x80...: true
        default: false
        }
    }

    private static func isHex(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x46, 0x61...0x66: true
        default: false
        }
    }
}
