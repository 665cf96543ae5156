/// A difference, or a broken demand, that was seen and that fresh trials have not settled yet.
struct Suspicion: Sendable {
    /// What is suspected, in words.
    var text: String
    /// What it would be if it were so; its id is the cause that it shares with other scenarios' suspicions.
    var draft: Draft
    /// Whether each side always shows the same, so that nothing but the number of trials speaks against it.
    var isClean: Bool
}
