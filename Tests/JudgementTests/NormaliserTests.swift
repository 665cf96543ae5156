import Facets
import Statistics
import Testing

@testable import Judgement

@Suite("Normalisers")
struct NormaliserTests {
    struct Case: Sendable {
        var before: String
        var after: String
    }

    @Test(
        "what each text becomes",
        arguments: [
            Case(before: "exit status 137, signal 9", after: "exit status 137, signal 9"),
            Case(before: "process 12345 gone", after: "process _number_ gone"),
            Case(before: "open /tmp/runc-process1639472063: no", after: "open /tmp/_temporary_: no"),
            Case(before: "/var/tmp/a.b-c/x and /tmp/", after: "/var/tmp/_temporary_/x and /tmp/"),
            Case(before: "container 3f2a99bc01de not found", after: "container _hex_ not found"),
            Case(before: "panic at 0xc00012", after: "panic at _hex_"),
            Case(before: "deadbeef cafebabe", after: "deadbeef cafebabe"),
            Case(before: "", after: ""),
            Case(before: "ünïcode 99999 \u{1F600}", after: "ünïcode _number_ \u{1F600}"),
        ])
    func table(_ c: Case) {
        #expect(Normaliser.all.reduce(c.before) { $1.rewrite($0) } == c.after)
    }

    @Test("applied twice, each changes nothing, and so do all in a row", arguments: 0..<400)
    func idempotent(_ seed: UInt64) {
        var random = Random(seed)
        let pieces = [
            "/tmp/", "/var/tmp/", "0x", "abc", "12345", "9", "ff00", "deadbeef", "-", ".", " ", "_hex_", "_number_",
            "_temporary_", "_", "é", "\u{301}", "\n", "/", "f0", "00000000",
        ]
        let text = (0..<Int.random(in: 0...12, using: &random)).map { _ in
            pieces[Int.random(in: 0..<pieces.count, using: &random)]
        }.joined()
        for normaliser in Normaliser.all {
            let once = normaliser.rewrite(text)
            #expect(normaliser.rewrite(once) == once, "\(normaliser.name)")
        }
        let all = Normaliser.all.reduce(text) { $1.rewrite($0) }
        #expect(Normaliser.all.reduce(all) { $1.rewrite($0) } == all)
    }

    @Test("values of every kind are rewritten inside, and bags stay sorted")
    func values() {
        let value = FacetValue.record([
            "a": .list([.text("pid 77777"), .integer(77777)]), "b": .bag(of: [.text("10000 z"), .text("9 a")]),
        ])
        let expected = FacetValue.record([
            "a": .list([.text("pid _number_"), .integer(77777)]), "b": .bag(of: [.text("_number_ z"), .text("9 a")]),
        ])
        #expect(Normaliser.longNumbers.rewrite(value) == expected)
    }

    @Test("each has a name of its own, and a reason")
    func named() {
        #expect(Set(Normaliser.all.map(\.label)).count == Normaliser.all.count)
        #expect(Normaliser.all.allSatisfy { $0.because.count > 20 && $0.version > 0 })
    }
}
