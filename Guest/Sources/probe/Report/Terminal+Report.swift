import CProbe

func reportTerminal(_ json: inout JSON) {
    json.member("tty") { json in
        json.object { json in
            json.member("stdin") { $0.bool(isTerminal(Stream.input)) }
            json.member("stdout") { $0.bool(isTerminal(Stream.output)) }
            json.member("stderr") { $0.bool(isTerminal(Stream.error)) }
            var rows: UInt16 = 0
            var columns: UInt16 = 0
            let hasSize = probe_window(Stream.input, &rows, &columns) == 0
            json.member("rows") { json in if hasSize { json.number(rows) } else { json.null() } }
            json.member("columns") { json in if hasSize { json.number(columns) } else { json.null() } }
        }
    }
}

private func isTerminal(_ descriptor: Int32) -> Bool { isatty(descriptor) == 1 }
