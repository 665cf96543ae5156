import CProbe

/// `background VERB WORD…`: a child in a session of its own does that; this process exits at once, with 0.
///
/// The child keeps the streams open: whoever waits for their end waits for the child too.
func runInBackground(_ words: inout Words) -> Int32 {
    let rest = words.rest()
    guard !rest.isEmpty else { return misuse("background needs a verb") }
    let child = probe_fork()
    guard child >= 0 else { return outcome(child) }
    guard child == 0 else { return Exit.ok }
    _ = probe_new_session()
    return run(Words(rest))
}
