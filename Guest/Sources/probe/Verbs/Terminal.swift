import CProbe

/// `tty [--follow]`: `ROWS COLUMNS` of the terminal on standard input, or `none`; with `--follow` after `ready`, and
/// again after each change.
func showTerminal(_ words: inout Words) -> Int32 {
    var isFollowing = false
    if let option = words.next() {
        guard case "--follow" = option, words.isEmpty else { return misuse("tty takes --follow and nothing else") }
        isFollowing = true
    }
    guard isFollowing else {
        send(terminalSize(), to: Stream.output)
        return Exit.ok
    }
    // Blocked before the first size is read: a change in between is not lost.
    probe_signal_block(probe_signal_number("WINCH"))
    send(Bytes("ready\n") + terminalSize(), to: Stream.output)
    while true {
        _ = probe_signal_wait()
        send(terminalSize(), to: Stream.output)
    }
}

private func terminalSize() -> Bytes {
    var rows: UInt16 = 0
    var columns: UInt16 = 0
    guard probe_window(Stream.input, &rows, &columns) == 0 else { return Bytes("none\n") }
    return Bytes(decimal: rows) + Bytes(" ") + Bytes(decimal: columns) + Bytes("\n")
}
