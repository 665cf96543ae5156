/// `env NAME`: the value in a line of its own; exit code 1 and nothing else if it is not set.
func showVariable(_ words: inout Words) -> Int32 {
    guard let name = words.next(), words.isEmpty else { return misuse("env needs one name of a variable") }
    guard let value = variable(named: name.bytes) else { return Exit.failed }
    send(value + [newline], to: Stream.output)
    return Exit.ok
}
