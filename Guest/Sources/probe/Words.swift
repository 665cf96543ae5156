import CProbe

/// One word of the command line.
struct Word {
    let start: UnsafePointer<CChar>

    var bytes: Bytes { Bytes(cString: start) }

    /// Whether the word is exactly this text; lets a `switch` over words read like one over strings.
    static func ~= (text: StaticString, word: Word) -> Bool {
        let count = text.utf8CodeUnitCount
        for index in 0..<count where UInt8(bitPattern: word.start[index]) != text.utf8Start[index] {
            return false
        }
        return word.start[count] == 0
    }

    /// A whole number, with `Ki`, `Mi` or `Gi` behind it if wanted; nil for anything else or more than 64 bits.
    var quantity: UInt64? {
        let digits = bytes.prefix { $0 >= 0x30 && $0 <= 0x39 }
        guard let number = decimal(digits) else { return nil }
        let unit = Word(start: start + digits.count)
        let shift: UInt64
        switch unit {
        case "": shift = 0
        case "Ki": shift = 10
        case "Mi": shift = 20
        case "Gi": shift = 30
        default: return nil
        }
        let (product, overflow) = number.multipliedReportingOverflow(by: 1 << shift)
        return overflow ? nil : product
    }

    /// Permissions in octal digits, such as 0644; nil for anything else.
    var mode: UInt32? {
        let digits = bytes
        guard !digits.isEmpty, digits.count <= 5, digits.allSatisfy({ $0 >= 0x30 && $0 <= 0x37 }) else { return nil }
        let value = digits.reduce(0) { $0 << 3 | UInt32($1 - 0x30) }
        return value <= 0o7777 ? value : nil
    }

    /// Seconds with up to nine decimals, as nanoseconds; nil for anything else or more than 2^63.
    var nanoseconds: Int64? {
        let all = bytes
        let whole = all.prefix { $0 != 0x2E }
        guard let seconds = decimal(whole) else { return nil }
        var fraction: UInt64 = 0
        if whole.count < all.count {
            let digits = all.dropFirst(whole.count + 1)
            guard digits.count <= 9, let number = decimal(digits) else { return nil }
            fraction = number
            for _ in digits.count..<9 { fraction *= 10 }
        }
        let (scaled, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
        let (total, carry) = scaled.addingReportingOverflow(fraction)
        return overflow || carry ? nil : Int64(exactly: total)
    }

    private func decimal(_ digits: ArraySlice<UInt8>) -> UInt64? {
        guard !digits.isEmpty else { return nil }
        var number: UInt64 = 0
        for digit in digits {
            guard digit >= 0x30, digit <= 0x39 else { return nil }
            let (scaled, overflow) = number.multipliedReportingOverflow(by: 10)
            let (sum, carry) = scaled.addingReportingOverflow(UInt64(digit - 0x30))
            guard !overflow, !carry else { return nil }
            number = sum
        }
        return number
    }
}

/// The words of the command line that nobody has taken yet.
struct Words {
    private let all: [Word]
    private var position = 0

    init(_ all: [Word]) { self.all = all }

    /// What the process was started with, without its own name.
    static func ofThisProcess() -> Words {
        var all: [Word] = []
        for index in 1..<max(1, probe_argument_count()) {
            all.append(Word(start: probe_argument(index)))
        }
        return Words(all)
    }

    var isEmpty: Bool { position == all.count }

    /// Takes all that are left.
    mutating func rest() -> [Word] {
        defer { position = all.count }
        return Array(all[position...])
    }

    /// Takes the next word; nil when there is none.
    mutating func next() -> Word? {
        guard !isEmpty else { return nil }
        defer { position += 1 }
        return all[position]
    }

    /// Takes the signals that are left; nil after complaining about one that does not exist or about there being none.
    mutating func signals(for verb: StaticString) -> [Int32]? {
        guard !isEmpty else {
            complain(verb, nil, " needs the name of a signal, such as TERM or RTMIN+3")
            return nil
        }
        var numbers: [Int32] = []
        while let word = next() {
            let number = probe_signal_number(word.start)
            guard number > 0 else {
                complain("no signal ", word, "; name one such as TERM, RTMIN+3 or 15")
                return nil
            }
            numbers.append(number)
        }
        return numbers
    }
}
