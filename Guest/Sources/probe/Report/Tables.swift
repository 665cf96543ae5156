/// What stands behind `NAME:` in a file of such lines; nil when the line or the file is not there.
func field(_ name: StaticString, of file: StaticString) -> Bytes? {
    guard let text = contents(of: file, atMost: 65_536) else { return nil }
    return field(name, in: text[...])
}

func field(_ name: StaticString, in text: ArraySlice<UInt8>) -> Bytes? {
    let wanted = Bytes(name)
    for line in text.split(separator: newline) where line.starts(with: wanted) {
        let rest = line.dropFirst(wanted.count).drop { $0 == 0x20 || $0 == 0x09 }
        guard rest.first == 0x3A else { continue }
        return Bytes(rest.dropFirst().drop { $0 == 0x20 || $0 == 0x09 })
    }
    return nil
}

/// The whole number that a text begins with, with a minus sign if there is one; nil when it begins with none.
func integer(_ text: Bytes) -> Int? { integer(text[...]) }

func integer(_ text: ArraySlice<UInt8>) -> Int? {
    let isNegative = text.first == 0x2D
    let digits = text.dropFirst(isNegative ? 1 : 0).prefix { $0 >= 0x30 && $0 <= 0x39 }
    guard !digits.isEmpty, digits.count <= 18 else { return nil }
    let value = digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
    return isNegative ? -value : value
}

/// The words of a line, between blanks and tabs.
func words(of line: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] { line.split { $0 == 0x20 || $0 == 0x09 } }
