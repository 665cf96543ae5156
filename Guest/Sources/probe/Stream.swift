import CProbe

/// The descriptors that a workload is born with.
enum Stream {
    static let input: Int32 = 0
    static let output: Int32 = 1
    static let error: Int32 = 2

    /// One that can be written to, by its name.
    static func named(_ word: Word) -> Int32? {
        switch word {
        case "stdout": output
        case "stderr": error
        default: nil
        }
    }
}

/// Writes everything, at once and unbuffered; a stream that refuses ends the process with 74.
func send(_ bytes: Bytes, to stream: Int32) {
    let result = bytes.withUnsafeBytes { content -> Int32 in
        guard let start = content.baseAddress else { return 0 }
        return probe_send(stream, start, content.count)
    }
    guard result == 0 else { leaveForLackOfStream(-result) }
}

/// Writes the line by which a long-running verb says that it does now what it was asked for.
func sayReady() {
    send(Bytes("ready\n"), to: Stream.output)
}

/// Ends the process, with a last word on standard error if that still works.
func leaveForLackOfStream(_ error: Int32) -> Never {
    var text = Bytes("probe: reading or writing a stream failed: ")
    text += Bytes(cString: probe_error_text(error))
    text.append(newline)
    text.withUnsafeBytes { content in
        if let start = content.baseAddress { _ = probe_send(Stream.error, start, content.count) }
    }
    _exit(Exit.inputOutput)
}
