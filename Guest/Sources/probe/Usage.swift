import CProbe

/// What help prints.
func usage() -> Bytes {
    var text = Bytes("probe: the program inside the container; its output is described in Guest/README.md\n\n")
    for verb in verbs {
        var line = Bytes("  ") + Bytes(verb.name) + Bytes(" ") + Bytes(verb.words)
        // What stands behind begins in one column, or in the next line where the words are too long.
        if width(of: line) > 34 {
            line.append(newline)
            text += line
            line = []
        }
        while width(of: line) < 36 { line.append(0x20) }
        text += line + Bytes(verb.summary) + [newline]
    }
    text += Bytes("\nsections of report:")
    for section in sections { text += Bytes(" ") + Bytes(section.name) }
    text += Bytes("\n\ncalls to try:")
    for index in 0..<probe_call_count() { text += Bytes(" ") + Bytes(cString: probe_call_name(index)) }
    return text + [newline]
}

/// How many characters UTF-8 text has: all bytes but those that continue one.
private func width(of text: Bytes) -> Int { text.count { $0 & 0xC0 != 0x80 } }
