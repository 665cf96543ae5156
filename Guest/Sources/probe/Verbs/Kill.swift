import CProbe

/// `kill PID SIGNAL`: `ok` or the error; signal 0 only asks whether one could.
func sendSignal(_ words: inout Words) -> Int32 {
    guard let process = words.next(), let number = process.quantity, let pid = Int32(exactly: number), pid > 0,
        let name = words.next(), words.isEmpty
    else { return misuse("kill needs a pid and a signal, such as 1 TERM") }
    var signal: Int32 = 0
    if case "0" = name {
    } else {
        signal = probe_signal_number(name.start)
        guard signal > 0 else { return misuse("no signal ", name, "; name one such as TERM, RTMIN+3 or 15") }
    }
    return outcome(probe_kill(pid, signal))
}
