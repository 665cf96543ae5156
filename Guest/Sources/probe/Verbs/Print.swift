/// `print BYTES [--to stdout|stderr]`: bytes of the pattern, then the exit at once.
func printPattern(_ words: inout Words) -> Int32 {
    guard let word = words.next(), let count = word.quantity else {
        return misuse("print needs a number of bytes, such as 4096 or 64Ki")
    }
    var stream = Stream.output
    if let option = words.next() {
        guard case "--to" = option, let name = words.next(), words.isEmpty else {
            return misuse("print takes --to stdout or --to stderr and nothing else")
        }
        switch name {
        case "stdout": stream = Stream.output
        case "stderr": stream = Stream.error
        default: return misuse("no stream ", name, "; it is stdout or stderr")
        }
    }
    // 64 KiB is what a pipe holds: larger writes gain nothing.
    let piece: UInt64 = 65_536
    var offset: UInt64 = 0
    while offset < count {
        let end = min(count, offset + piece)
        send(pattern(from: offset, to: end), to: stream)
        offset = end
    }
    return Exit.ok
}

/// Part of an endless text of 64-byte lines, each naming its own offset: what is lost or doubled shows where.
///
/// A line is its offset as 16 hexadecimal digits, a blank, 46 letters that shift by one from line to line, a newline.
func pattern(from start: UInt64, to end: UInt64) -> Bytes {
    var bytes = Bytes()
    bytes.reserveCapacity(Int(end - start) + 64)
    var line = start / 64
    while line * 64 < end {
        bytes += Bytes(hexadecimal: line * 64, width: 16)
        bytes.append(0x20)
        for column in 17..<63 { bytes.append(0x61 + UInt8((line + UInt64(column)) % 26)) }
        bytes.append(newline)
        line += 1
    }
    bytes.removeFirst(Int(start % 64))
    bytes.removeLast(bytes.count - Int(end - start))
    return bytes
}
