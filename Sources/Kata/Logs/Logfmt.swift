/// The pairs of a line `time="…" level=info msg="…" key=value`, as logrus writes it.
///
/// Keys may hold spaces (`default mem=256`): whatever stands before a `=` is one. A value in quotes is one of Go's.
struct Logfmt {
    private(set) var pairs: [(key: String, value: String)] = []
    /// Whether the line could be read to its end.
    private(set) var isWhole = true
    /// Where a second record begins within the line, if one does.
    private(set) var next: Int?

    /// How many pairs are kept.
    private static let pairLimit = 256
    private static let beginning = Array("time=\"".utf8)

    init(_ line: ArraySlice<UInt8>) {
        var at = line.startIndex
        while at < line.endIndex, pairs.count < Self.pairLimit {
            while at < line.endIndex, line[at] == 0x20 { at += 1 }
            guard at < line.endIndex else { return }
            if !pairs.isEmpty, line[at...].starts(with: Self.beginning) {
                next = at
                return
            }
            guard let equals = line[at...].firstIndex(of: UInt8(ascii: "=")) else {
                isWhole = false
                return
            }
            let key = String(decoding: line[at..<equals], as: UTF8.self)
            at = equals + 1
            if at < line.endIndex, line[at] == UInt8(ascii: "\"") {
                let (value, end) = Self.quoted(line, from: at + 1)
                pairs.append((key, value))
                guard let end else {
                    isWhole = false
                    next = Self.second(in: line, after: equals)
                    return
                }
                at = end
            } else {
                let end = line[at...].firstIndex(of: 0x20) ?? line.endIndex
                pairs.append((key, String(decoding: line[at..<end], as: UTF8.self)))
                at = end
            }
        }
    }

    /// Where another record begins that was written into the middle of this one.
    static func second(in line: ArraySlice<UInt8>, after start: Int) -> Int? {
        var at = start + 1
        while at + beginning.count < line.endIndex {
            guard let found = line[at...].firstIndex(of: beginning[0]) else { return nil }
            if line[found...].starts(with: beginning), line[found - 1] != UInt8(ascii: "\\") { return found }
            at = found + 1
        }
        return nil
    }

    /// The text of a quoted value, and what follows its end; no end for one that is torn.
    private static func quoted(_ line: ArraySlice<UInt8>, from start: Int) -> (text: String, end: Int?) {
        var text: [UInt8] = []
        var at = start
        while at < line.endIndex {
            let byte = line[at]
            switch byte {
            case UInt8(ascii: "\""):
                // What ends is followed by a space; anything else was written into it by another.
                let isEnd = at + 1 == line.endIndex || line[at + 1] == 0x20
                return (String(decoding: text, as: UTF8.self), isEnd ? at + 1 : nil)
            case UInt8(ascii: "\\"):
                at += 1
                guard at < line.endIndex else { return (String(decoding: text, as: UTF8.self), nil) }
                at += escape(line, at, into: &text)
            default:
                text.append(byte)
                at += 1
            }
        }
        return (String(decoding: text, as: UTF8.self), nil)
    }

    /// Takes one of Go's escapes; how many bytes it had.
    private static func escape(_ line: ArraySlice<UInt8>, _ at: Int, into text: inout [UInt8]) -> Int {
        switch line[at] {
        case UInt8(ascii: "n"): text.append(10)
        case UInt8(ascii: "t"): text.append(9)
        case UInt8(ascii: "r"): text.append(13)
        case UInt8(ascii: "a"): text.append(7)
        case UInt8(ascii: "b"): text.append(8)
        case UInt8(ascii: "f"): text.append(12)
        case UInt8(ascii: "v"): text.append(11)
        case UInt8(ascii: "x"):
            let digits = line[(at + 1)...].prefix(2)
            if digits.count == 2, let byte = UInt8(String(decoding: digits, as: UTF8.self), radix: 16) {
                text.append(byte)
                return 3
            }
            text += [UInt8(ascii: "\\"), line[at]]
        case UInt8(ascii: "u"), UInt8(ascii: "U"):
            let length = line[at] == UInt8(ascii: "u") ? 4 : 8
            let digits = line[(at + 1)...].prefix(length)
            if digits.count == length, let code = UInt32(String(decoding: digits, as: UTF8.self), radix: 16),
                let scalar = Unicode.Scalar(code)
            {
                text += Array(String(Character(scalar)).utf8)
                return 1 + length
            }
            text += [UInt8(ascii: "\\"), line[at]]
        default: text.append(line[at])
        }
        return 1
    }
}
