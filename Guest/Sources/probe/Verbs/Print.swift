import CProbe

/// `print BYTES [--to stdout|stderr] [--rate BYTES] [--exit CODE]`: bytes of the pattern, then the exit at once.
///
/// The rate is per second; what is due is written every 10 ms.
func printPattern(_ words: inout Words) -> Int32 {
    guard let word = words.next(), let count = word.quantity else {
        return misuse("print needs a number of bytes, such as 4096 or 64Ki")
    }
    var stream = Stream.output
    var rate: UInt64?
    var code: UInt64 = 0
    while let option = words.next() {
        guard let value = words.next() else { return misuse("nothing behind ", option) }
        switch option {
        case "--to":
            guard let named = Stream.named(value) else {
                return misuse("no stream ", value, "; it is stdout or stderr")
            }
            stream = named
        case "--rate":
            guard let number = value.quantity, number > 0, number <= 1 << 40 else {
                return misuse("print needs bytes per second behind --rate, not ", value)
            }
            rate = number
        case "--exit":
            guard let number = value.quantity, number <= 255 else { return misuse("no exit code: ", value) }
            code = number
        default: return misuse("print takes --to, --rate and --exit, not ", option)
        }
    }
    if let rate { printSlowly(count, at: rate, to: stream) } else { printPattern(from: 0, to: count, stream) }
    return Int32(code)
}

private func printPattern(from start: UInt64, to end: UInt64, _ stream: Int32) {
    // 64 KiB is what a pipe holds: larger writes gain nothing.
    let piece: UInt64 = 65_536
    var offset = start
    while offset < end {
        let next = min(end, offset + piece)
        send(pattern(from: offset, to: next), to: stream)
        offset = next
    }
}

private func printSlowly(_ count: UInt64, at rate: UInt64, to stream: Int32) {
    let slice: UInt64 = 10_000_000
    let begin = probe_now()
    var sent: UInt64 = 0
    while sent < count {
        // Whole seconds apart, so that the product stays within 64 bits.
        let passed = probe_now() - begin + slice
        let due = passed / 1_000_000_000 * rate + passed % 1_000_000_000 / 1000 * rate / 1_000_000
        let end = min(count, max(due, sent == 0 ? 1 : sent))
        printPattern(from: sent, to: end, stream)
        sent = end
        if sent < count { probe_sleep(Int64(slice)) }
    }
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
