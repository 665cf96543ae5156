/// `say TEXT…` and `lines TEXT…`: the texts with a separator between them and a newline at the end.
func say(_ words: inout Words, separator: StaticString) -> Int32 {
    var output = Bytes()
    var error = Bytes()
    var texts = 0
    while let word = words.next() {
        if case "--stderr" = word {
            guard let text = words.next() else { return misuse("--stderr needs a text") }
            error += text.bytes
            error.append(newline)
            continue
        }
        if texts > 0 { output += Bytes(separator) }
        output += word.bytes
        texts += 1
    }
    if texts > 0 || error.isEmpty { output.append(newline) }
    send(output, to: Stream.output)
    send(error, to: Stream.error)
    return Exit.ok
}
