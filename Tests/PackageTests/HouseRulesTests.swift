import Foundation
import Testing

@Suite("House rules that a search can keep")
struct HouseRulesTests {
    /// Words that no source file may hold, and what to do instead.
    private static let forbidden: [(word: String, instead: String)] = [
        ("@unchecked Sendable", "make it a value, an actor, or put its state into a Mutex"),
        ("try!", "throw, or say why it can't fail by another type"),
        ("fatalError(", "throw; input never ends the program"),
        ("Thread.sleep", "wait for what is awaited"),
        ("usleep(", "wait for what is awaited"),
        ("Bundle.module", "data files lie beside the program or in the clone"),
    ]

    /// What would make a pure module depend on more than its input.
    private static let impure: [(word: String, instead: String)] = [
        ("Date()", "take the time as a parameter"),
        ("Date.now", "take the time as a parameter"),
        ("ContinuousClock", "take the time as a parameter"),
        ("SuspendingClock", "take the time as a parameter"),
        ("clock_gettime", "take the time as a parameter"),
        ("SystemRandomNumberGenerator", "take a generator as a parameter"),
        ("UUID()", "take ids as a parameter"),
        ("FileManager", "take bytes as a parameter"),
        ("ProcessInfo", "take it as a parameter"),
        ("Data(contentsOf:", "take bytes as a parameter"),
        ("String(contentsOf", "take bytes as a parameter"),
    ]

    @Test("no forbidden word in any module")
    func words() throws {
        let sources = try Clone.sources(in: "Sources")
        #expect(sources.count > 20)
        report(Self.forbidden, in: sources)
    }

    @Test("pure modules read no clock, no file and no random numbers of their own")
    func purity() throws {
        for (name, module) in try Layers(markdown: Clone.text("CONTRIBUTING.md")).modules where module.isPure {
            let sources = try Clone.sources(in: "Sources/\(name)")
            report(Self.impure, in: sources)
            for source in sources {
                for call in [".random(", ".shuffled(", ".shuffle(", ".randomElement("] {
                    for (line, text) in source.lines(holding: call) where !text.contains("using:") {
                        Issue.record("\(source.path):\(line): \(call) without a generator that was handed in")
                    }
                }
            }
        }
    }

    private func report(_ words: [(word: String, instead: String)], in sources: [Source]) {
        for source in sources {
            for (word, instead) in words {
                for (line, _) in source.lines(holding: word) {
                    Issue.record("\(source.path):\(line): \(word): \(instead)")
                }
            }
        }
    }
}
