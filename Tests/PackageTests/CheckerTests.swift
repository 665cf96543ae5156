import Testing

/// The checks themselves: what they must find, and what they must leave alone.
@Suite("The reading of the table and of source files")
struct CheckerTests {
    private let table = """
        ## Before
        | `No` | | |
        ## Layers
        | module | what | may import |
        | --- | --- | --- |
        | `A` (pure) | a | |
        | `B` | b | `A`, `Yams` |
        | `C` | c | `B` |
        | `top` | t | all, `Args` |
        ## After
        | `No` | | |
        """

    @Test("a module may import what it names and what that names")
    func closure() throws {
        let layers = try Layers(markdown: table)
        #expect(Set(layers.modules.keys) == ["A", "B", "C", "top"])
        #expect(layers.modules["A"]?.isPure == true)
        #expect(layers.modules["B"]?.isPure == false)
        #expect(layers.closure(of: "A").isEmpty)
        #expect(layers.closure(of: "B") == ["A", "Yams"])
        #expect(layers.closure(of: "C") == ["A", "B", "Yams"])
        #expect(layers.closure(of: "top") == ["A", "B", "C", "Yams", "Args"])
    }

    @Test(
        "a table that can't be read is an error, not an empty one",
        arguments: ["", "## Layers\n| `A` | a |", "## Layers\n| `A` | | |\n| `A` | | |"])
    func unreadable(_ text: String) {
        #expect(throws: Layers.Unreadable.self) { try Layers(markdown: text) }
    }

    @Test("every way to import is seen, and nothing else")
    func imports() {
        let source = Source(
            path: "x",
            text: """
                import A
                package import B
                @testable import C
                @preconcurrency internal import struct D.E
                // import F
                let text = "we import G"
                func important() {}  // import H
                import I; import J
                """)
        #expect(source.imports.map(\.module) == ["A", "B", "C", "D", "I"])
        #expect(source.imports.map(\.number) == [1, 2, 3, 4, 8])
    }
}
