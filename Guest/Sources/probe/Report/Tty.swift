import CProbe

let terminalSections = [
    Section("tty") { json in
        json.object { json in
            json.member("stdin") { $0.bool(isTerminal(Stream.input)) }
            json.member("stdout") { $0.bool(isTerminal(Stream.output)) }
            json.member("stderr") { $0.bool(isTerminal(Stream.error)) }
            var rows: UInt16 = 0
            var columns: UInt16 = 0
            let hasSize = probe_window(Stream.input, &rows, &columns) == 0
            json.member("rows") { json in if hasSize { json.number(rows) } else { json.null() } }
            json.member("columns") { json in if hasSize { json.number(columns) } else { json.null() } }
            writeModes(&json)
            // Whether it is this process's own: signals from the keyboard come only from that one.
            let group = probe_terminal_group(Stream.input)
            json.member("foreground") { json in if group < 0 { json.null() } else { json.bool(group == getpgid(0)) } }
        }
    }
]

/// The four words of termios(3) as hexadecimal digits: what a console's owner may have set before handing it over.
private func writeModes(_ json: inout JSON) {
    let flags = UnsafeMutablePointer<UInt32>.allocate(capacity: 4)
    defer { flags.deallocate() }
    let isKnown = probe_terminal_flags(Stream.input, flags) == 0
    let names: [StaticString] = ["input", "output", "control", "local"]
    for (index, name) in names.enumerated() {
        json.member(name) { json in
            if isKnown { json.string(Bytes(hexadecimal: UInt64(flags[index]), width: 8)) } else { json.null() }
        }
    }
}

private func isTerminal(_ descriptor: Int32) -> Bool { isatty(descriptor) == 1 }
