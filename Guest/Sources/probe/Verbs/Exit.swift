/// `exit CODE`: nothing else.
func exitWithCode(_ words: inout Words) -> Int32 {
    guard let word = words.next(), words.isEmpty, let code = word.quantity, code <= 255 else {
        return misuse("exit needs one code, 0 to 255")
    }
    return Int32(code)
}
