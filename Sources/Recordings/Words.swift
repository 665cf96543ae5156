extension ProgramEnd {
    /// How a program ended, in words for errors.
    package var words: String {
        switch self {
        case .exited(let code): "exit \(code)"
        case .signalled(let signal): "signal \(signal)"
        case .timedOut: "no end by its deadline"
        case .notStarted(let why): "no start (\(why))"
        }
    }
}

extension RawBytes {
    /// The bytes as one printable line of at most 400 characters: line ends become `; `, the rest is escaped.
    package var oneLine: String {
        var line = ""
        for scalar in String(decoding: bytes.prefix(1600), as: UTF8.self).unicodeScalars {
            switch scalar {
            case "\n": line += "; "
            case "\r", "\t": line += " "
            case let s where s.value < 0x20 || (0x7f..<0xa0).contains(s.value):
                line += "\\u{\(String(s.value, radix: 16))}"
            default: line.unicodeScalars.append(scalar)
            }
            guard line.count < 400 else { return line + "…" }
        }
        return line.hasSuffix("; ") ? String(line.dropLast(2)) : line
    }
}
