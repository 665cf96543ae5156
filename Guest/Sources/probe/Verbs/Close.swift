import CProbe

/// `close STREAM…`: `ready`, then closes these and sleeps: a workload that lives on without its streams.
func closeStreams(_ words: inout Words) -> Int32 {
    var streams: [Int32] = []
    while let word = words.next() {
        if case "stdin" = word {
            streams.append(Stream.input)
        } else if let stream = Stream.named(word) {
            streams.append(stream)
        } else {
            return misuse("no stream ", word, "; it is stdin, stdout or stderr")
        }
    }
    guard !streams.isEmpty else { return misuse("close needs a stream: stdin, stdout or stderr") }
    sayReady()
    for stream in streams { close(stream) }
    probe_sleep(-1)
    return Exit.ok
}
