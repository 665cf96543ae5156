import Facets
import Foundation
import Testing

@Suite("Facet values")
struct FacetValueTests {
    @Test("any value and state is read back as it was written", arguments: 0..<300)
    func roundTrip(seed: UInt64) throws {
        var generator = FacetValueGenerator(seed: seed)
        let value = generator.value()
        #expect(try JSONDecoder().decode(FacetValue.self, from: JSONEncoder().encode(value)) == value)
        let state = generator.state()
        #expect(try JSONDecoder().decode(FacetState.self, from: JSONEncoder().encode(state)) == state)
    }

    @Test(
        "the JSON form names the kind",
        arguments: [
            (FacetValue.integer(1), #"{"int":1}"#), (.text("a"), #"{"text":"a"}"#), (.bool(false), #"{"bool":false}"#),
            (.bag([.integer(1), .integer(2)]), #"{"bag":[{"int":1},{"int":2}]}"#),
            (.record(["b": .list([]), "a": .text("")]), #"{"record":{"a":{"text":""},"b":{"list":[]}}}"#),
        ])
    func form(value: FacetValue, json: String) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        #expect(String(decoding: try encoder.encode(value), as: UTF8.self) == json)
    }

    @Test(
        "what is no value is refused",
        arguments: ["{}", #"{"int":1,"text":"a"}"#, #"{"int":"1"}"#, #"{"float":1}"#, "[]", #"{"bytes":{}}"#])
    func refuses(json: String) {
        #expect(throws: (any Error).self) { try JSONDecoder().decode(FacetValue.self, from: Data(json.utf8)) }
    }

    @Test("texts are equal by their bytes, not by what they look like")
    func canonicalEquivalence() {
        #expect("\u{e9}" == "e\u{301}")
        #expect(FacetValue.text("\u{e9}") != .text("e\u{301}"))
    }

    @Test("the order is total and agrees with equality", arguments: 0..<200)
    func order(seed: UInt64) {
        var generator = FacetValueGenerator(seed: seed)
        let (a, b, c) = (generator.value(), generator.value(), generator.value())
        #expect((a < b ? 1 : 0) + (b < a ? 1 : 0) + (a == b ? 1 : 0) == 1)
        if a < b, b < c { #expect(a < c) }
        if a == b { #expect(a.hashValue == b.hashValue) }
    }

    @Test("a bag does not depend on the order in which its values came", arguments: 0..<50)
    func bags(seed: UInt64) {
        var generator = FacetValueGenerator(seed: seed)
        let values = (0..<8).map { _ in generator.value() }
        #expect(FacetValue.bag(of: values) == .bag(of: values.shuffled(using: &generator.random)))
    }

    @Test("an outcome stands for its state", arguments: 0..<100)
    func outcomes(seed: UInt64) {
        var generator = FacetValueGenerator(seed: seed)
        let state = generator.state()
        #expect(FacetState(outcome: state.outcome) == state)
    }

    @Test(
        "a description is escaped",
        arguments: [
            (FacetValue.text("a\u{1b}[31m\"\u{202e}b"), #""a\u{1b}[31m\"\u{202e}b""#),
            (.bag(of: [.integer(1)] + Array(repeating: .integer(0), count: 299)), "{0 ×299, 1}"),
            (.list([.text("a"), .bool(true)]), #"["a", true]"#),
            (.record(["b": .integer(2), "a": .integer(1)]), "(a: 1, b: 2)"),
        ])
    func description(value: FacetValue, text: String) {
        #expect(value.description == text)
    }

    @Test("a description is bounded whatever the value", arguments: 0..<50)
    func bounded(seed: UInt64) {
        var generator = FacetValueGenerator(seed: seed)
        let value = FacetValue.list((0..<200).map { _ in generator.value() })
        #expect(value.described(limit: 100).count < 400)
        #expect(FacetValue.text(String(repeating: "\u{0}", count: 100_000)).description.count < 300)
    }
}
