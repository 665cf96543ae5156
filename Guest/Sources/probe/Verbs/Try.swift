import CProbe

/// `try [CALL[,CALL…]]`: one line of JSON, each call with what the kernel said: `ok`, an error's name, `killed:SIGNAL`,
/// or `fork:` and an error where no process could be had to try it in.
///
/// No call can change the machine: each is made in a child of its own, with arguments that are refused behind the check
/// of privileges, or makes something that ends with the child.
func tryCalls(_ words: inout Words) -> Int32 {
    let count = probe_call_count()
    var isWanted = [Bool](repeating: words.isEmpty, count: Int(count))
    while let word = words.next() {
        for name in word.bytes.split(separator: 0x2C, omittingEmptySubsequences: false) {
            guard let index = (0..<count).first(where: { Bytes(cString: probe_call_name($0)).elementsEqual(name) })
            else {
                return misuse("no call of that name in ", word, "; probe help lists them")
            }
            isWanted[Int(index)] = true
        }
    }
    var json = JSON()
    json.object { json in
        for index in 0..<count where isWanted[Int(index)] {
            json.member(Bytes(cString: probe_call_name(index))) { $0.string(answer(of: index)) }
        }
    }
    send(json.bytes + [newline], to: Stream.output)
    return Exit.ok
}

private func answer(of index: Int32) -> Bytes {
    let result = probe_call(index)
    switch result {
    case 0: return Bytes("ok")
    case 1..<1000: return errorName(result)
    case 1000..<2000: return Bytes("killed:") + signalName(result - 1000)
    default: return Bytes("fork:") + errorName(result < 0 ? -result : result - 2000)
    }
}
