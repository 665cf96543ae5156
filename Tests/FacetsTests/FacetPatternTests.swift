import Facets
import Testing

@Suite("Facet patterns")
struct FacetPatternTests {
    @Test(
        "a pattern stands for these paths and not for those",
        arguments: [
            ("*/kill/error", ["main/kill/error", "web.cat/kill/error"], ["main/kill#2/error", "kill/error"]),
            ("*/http*/daemon", ["run/http/daemon", "run/https/daemon"], ["run/http/x/daemon", "run/xhttp/daemon"]),
            ("**", ["main", "main/a/b/c"], []),
            ("main/**", ["main", "main/a", "main/a/b"], ["web/a"]),
            ("**/error", ["error", "main/error", "main/~1/kill/error"], ["main/error/x"]),
            ("main/**/exit", ["main/exit", "main/wait/exit", "main/~1/wait/exit"], ["main/wait/exited"]),
            ("main/*a*b*", ["main/ab", "main/xaxbx"], ["main/ba", "main/a/b", "main/a"]),
            ("main/a*a", ["main/aa", "main/aba"], ["main/a"]),
            (#"main/"*""#, [#"main/"*""#], ["main/x"]),
            (#"main/"/dev/"*/options"#, [#"main/"/dev/shm"/options"#], [#"main/"/proc"/options"#]),
        ])
    func matches(pattern: String, hits: [String], misses: [String]) throws {
        let pattern = try FacetPattern(parsing: pattern)
        for hit in hits { #expect(pattern.matches(try FacetPath(parsing: hit)), "\(hit)") }
        for miss in misses { #expect(!pattern.matches(try FacetPath(parsing: miss)), "\(miss)") }
    }

    @Test(
        "what is wrong is told with its column",
        arguments: [("", 1), ("a//b", 3), ("a**/b", 2), ("a/***", 3), ("a/b?", 4), ("a/\"b", 3), ("a/**b", 3)])
    func refuses(text: String, column: Int) {
        let error = #expect(throws: FacetSyntaxError.self) { try FacetPattern(parsing: text) }
        #expect(error?.column == column)
    }

    @Test("the text of any pattern reads back as one that means the same", arguments: 0..<200)
    func roundTrip(seed: UInt64) throws {
        var generator = Generator(seed: seed)
        let once = try FacetPattern(parsing: generator.pattern().description)
        #expect(try FacetPattern(parsing: once.description) == once)
        for _ in 0..<20 {
            let path = generator.smallPath()
            #expect(once.matches(path) == Slow.matches(once.parts[...], path.components[...]))
        }
    }

    @Test("matching agrees with trying every possibility", arguments: 0..<300)
    func agreesWithSearch(seed: UInt64) {
        var generator = Generator(seed: seed)
        let pattern = generator.pattern()
        for _ in 0..<20 {
            let path = generator.smallPath()
            #expect(
                pattern.matches(path) == Slow.matches(pattern.parts[...], path.components[...]),
                "\(pattern) and \(path)")
        }
    }

    @Test("a path is the pattern of itself", arguments: 0..<100)
    func itself(seed: UInt64) throws {
        var generator = Generator(seed: seed)
        let path = generator.path()
        #expect(try FacetPattern(parsing: path.description).matches(path))
    }

    @Test("stars upon stars cost no more than the path is long", .timeLimit(.minutes(1)))
    func hostile() throws {
        let path = FacetPath(Array(repeating: "a", count: 2000))
        let deep = try FacetPattern(parsing: Array(repeating: "a/**", count: 50).joined(separator: "/") + "/b")
        #expect(!deep.matches(path))
        let apart = FacetPattern(parts: (0..<50).flatMap { _ in [.anyDepth, .component(["a"])] } + [.component(["b"])])
        #expect(!apart.matches(path))
        let wide = try FacetPattern(parsing: String(repeating: "a*", count: 50) + "b")
        #expect(!wide.matches(FacetPath(String(repeating: "a", count: 100_000))))
    }
}

/// The meaning of patterns by trying everything; exponential, for small ones only.
private enum Slow {
    static func matches(_ parts: ArraySlice<FacetPattern.Part>, _ names: ArraySlice<String>) -> Bool {
        guard let part = parts.first else { return names.isEmpty }
        switch part {
        case .anyDepth:
            return (0...names.count).contains { matches(parts.dropFirst(), names.dropFirst($0)) }
        case .component(let runs):
            guard let name = names.first else { return false }
            return fits(runs[...], name[...]) && matches(parts.dropFirst(), names.dropFirst())
        }
    }

    private static func fits(_ runs: ArraySlice<String>, _ text: Substring) -> Bool {
        guard let run = runs.first, text.hasPrefix(run) else { return false }
        let rest = text.dropFirst(run.count)
        guard runs.count > 1 else { return rest.isEmpty }
        return (0...rest.count).contains { fits(runs.dropFirst(), rest.dropFirst($0)) }
    }
}
