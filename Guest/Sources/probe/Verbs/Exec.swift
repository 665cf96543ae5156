import CProbe

/// `exec PATH WORD…`: becomes that program; the error's name and exit code 1 if the kernel refuses.
func becomeProgram(_ words: inout Words) -> Int32 {
    var pointers: [UnsafePointer<CChar>?] = words.rest().map { $0.start }
    guard !pointers.isEmpty else { return misuse("exec needs the path of a program") }
    pointers.append(nil)
    let result = pointers.withUnsafeBufferPointer { words -> Int32 in
        guard let start = words.baseAddress else { return -1 }
        return probe_execute(start)
    }
    return outcome(result)
}
