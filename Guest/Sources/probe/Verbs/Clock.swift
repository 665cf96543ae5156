import CProbe

/// `clock`: `monotonic N`, `realtime N`, `boot N`, in nanoseconds.
func showClocks(_ words: inout Words) -> Int32 {
    guard words.isEmpty else { return misuse("clock takes no words") }
    var text = Bytes()
    let names: [StaticString] = ["monotonic ", "realtime ", "boot "]
    for (index, name) in names.enumerated() {
        text += Bytes(name) + Bytes(decimal: probe_clock(Int32(index))) + [newline]
    }
    send(text, to: Stream.output)
    return Exit.ok
}
