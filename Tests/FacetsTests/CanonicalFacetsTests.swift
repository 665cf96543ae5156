import Facets
import Foundation
import Testing

@Suite("Canonical facet sets")
struct CanonicalFacetsTests {
    @Test("any set is read back as it was written", arguments: 0..<100)
    func roundTrip(seed: UInt64) throws {
        var generator = FacetValueGenerator(seed: seed)
        let set = FacetSet(Dictionary(generator.facets()) { _, last in last })
        #expect(try FacetSet(canonical: set.canonical) == set)
        #expect(try JSONDecoder().decode(FacetSet.self, from: JSONEncoder().encode(set)) == set)
    }

    @Test("the bytes do not depend on the order of insertion", arguments: 0..<100)
    func insertionOrder(seed: UInt64) {
        var generator = FacetValueGenerator(seed: seed)
        let facets = generator.facets()
        var one = FacetSet()
        for (path, state) in facets { one[path] = state }
        var other = FacetSet()
        for (path, state) in facets.shuffled(using: &generator.random) { other[path] = state }
        #expect(one.canonical == other.canonical)
        #expect(one.name == other.name)
    }

    @Test("two sets that differ in one value have different names")
    func names() {
        let path = FacetPath("main", "wait", "exit")
        #expect(FacetSet([path: .seen(.integer(0))]).name != FacetSet([path: .seen(.integer(1))]).name)
        #expect(FacetSet([path: .seen(.integer(0))]).name != FacetSet([path: .absent]).name)
    }

    @Test("the form is the documented one")
    func form() {
        let set = FacetSet([
            FacetPath("main", "wait", "exit"): .seen(.integer(0)), FacetPath("main", "/x", "a"): .absent,
        ])
        let text = """
            {"path":["main","/x","a"],"state":"absent"}
            {"path":["main","wait","exit"],"state":{"seen":{"int":0}}}

            """
        #expect(String(decoding: set.canonical, as: UTF8.self) == text)
        #expect(FacetSet().canonical.isEmpty)
    }

    @Test(
        "what is no set is refused",
        arguments: [
            "x", "{}", #"{"path":["a"]}"#, #"{"path":["a"],"state":"gone"}"#,
            "{\"path\":[\"a\"],\"state\":\"absent\"}\n{\"path\":[\"a\"],\"state\":\"absent\"}\n",
        ])
    func refuses(text: String) {
        #expect(throws: FacetError.self) { try FacetSet(canonical: Array(text.utf8)) }
    }
}
