import Statistics

/// Texts made of what markup is made of, and of what must never be seen; the same for a seed.
struct HostileGenerator {
    private var generator: SeededGenerator
    private static let pieces =
        ["`", "``", "```", "|", "\\", "<", ">", "[", "]", "(", ")", "*", "_", "#", "@", "!", "&", ";", ":", "-", "~"]
        + [
            "\n", "\r", "\t", "\u{0}", "\u{1b}[2J", "\u{7f}", "\u{9b}", "\u{202e}", "\u{fffe}", "\u{ffff}",
            "\u{10ffff}",
        ]
        + ["<img src=x>", "](http://x)", "www.x.org", "http://x", "@team", "#1", "<!--", "]]>", "<![CDATA[", "&#0;"]
        + [" ", "  ", "a", "é", "漢", "```sh\n", "\n# ", "\n- ", "    "]

    init(seed: UInt64) {
        generator = SeededGenerator(seed: seed)
    }

    mutating func text() -> String {
        let count = Int.random(in: 1...24, using: &generator)
        return (0..<count).map { _ in Self.pieces[Int.random(in: 0..<Self.pieces.count, using: &generator)] }.joined()
    }
}
