import Facets
import Testing

@testable import Judgement

@Suite("Sequences")
struct SequenceTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var old: String
        var new: String
        var words: String

        var testDescription: String { "\(old) and \(new)" }
    }

    @Test(
        "what moved, vanished, doubled or is new",
        arguments: [
            Case(old: "a b c", new: "a b c", words: "order: the same"),
            Case(old: "a b c", new: "a c", words: "order: vanished: b"),
            Case(old: "a b c", new: "a x b c", words: "order: new: x"),
            Case(old: "a b c", new: "a b b c", words: "order: doubled: b"),
            Case(old: "a b c", new: "a c b", words: "order: moved: c stands at place 2"),
            Case(old: "a b c d e", new: "e a b c d", words: "order: moved: e stands at place 1"),
            Case(old: "a b c d e", new: "b c d e a", words: "order: moved: a stands at place 5"),
            Case(old: "a b c", new: "c x b", words: "order: vanished: a; new: x; moved: c stands at place 1"),
            Case(old: "", new: "a", words: "order: new: a"),
            Case(old: "a a", new: "a", words: "order: vanished: a"),
        ])
    func table(_ c: Case) {
        func values(_ text: String) -> [FacetValue] { text.split(separator: " ").map { .text(String($0)) } }
        #expect(sequenceDifference(from: values(c.old), to: values(c.new)) == c.words)
    }
}
