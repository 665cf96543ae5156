/// `sequence VERB WORD… then VERB WORD…`: one after the other, whatever each comes to; the exit code is the last one's.
///
/// A verb that does not return (`sleep` without a time, `exec`, `signal`) ends the sequence.
func runSequence(_ words: inout Words) -> Int32 {
    let steps = words.rest().split(omittingEmptySubsequences: false) { "then" ~= $0 }
    guard steps.allSatisfy({ !$0.isEmpty }) else { return misuse("sequence needs verbs, with then between them") }
    var code = Exit.ok
    for step in steps { code = run(Words(Array(step))) }
    return code
}
