import Statistics
import Testing

@testable import Coverage

@Suite("Critical paths in a build")
struct MapTests {
    private func listed(_ id: String, _ places: [String]) throws -> ListedPath {
        ListedPath(id: id, places: try places.flatMap { try CodePlace.places(parsing: $0) })
    }

    @Test("functions of a build are found by the places of each path, reached or not, and what is not found is told")
    func golden() throws {
        var map = CoverageMap([
            try listed(
                "create", ["shimlike/main.go:(*service).{Create,Delete}", "src/main.rs:<Service as Task>::create"]),
            try listed("all", ["shimlike/main.go"]), try listed("rust", ["src/main.rs:Service::{new,unused}"]),
        ])
        let (build, reached) = map.map(GoFunctionsText.read(Array(Golden.goFunctions.utf8)), in: .go)
        #expect(build.paths.map(\.id) == ["create", "all"])
        #expect(build.paths[0].functions.map { build.functions[$0].text } == ["main.go:(*service).Create"])
        #expect(build.paths[0].missing == ["shimlike/main.go:(*service).Delete"])
        #expect(build.paths[1].functions.count == 4)
        #expect(reached.functions.map { build.functions[$0].symbol.name } == ["Create", "generic", "main"])
        #expect(reached.permille == [833, 1000, 750])
        #expect(build.isSound)

        let lcov = LCOVText(Array(Golden.lcov.utf8))
        let names = try #require(Golden.demangled(lcov.mangled))
        let (rust, run) = map.map(lcov.functions(named: names), in: .rust)
        #expect(rust.paths.map(\.id) == ["create", "rust"])
        #expect(
            rust.paths[1].functions.map { rust.functions[$0].text } == [
                "main.rs:Service::new", "main.rs:Service::unused",
            ])
        #expect(rust.instrumented == 11)
        #expect(run.functions.map { rust.functions[$0].symbol.name } == ["new", "create"])
    }

    @Test("a place that matches more than half of a source is told")
    func broad() throws {
        var lines = (0..<60).map { "x/a/f\($0).go:1:\tf\t10.0%" }
        lines += (0..<20).map { "x/b/f\($0).go:1:\tf\t10.0%" } + ["total\t(statements)\t1.0%"]
        let reading = GoFunctionsText.read(Array(lines.joined(separator: "\n").utf8))
        var map = CoverageMap([try listed("p", ["x/a/*.go", "x/b/*.go"])])
        let (build, _) = map.map(reading, in: .go)
        #expect(build.paths[0].broad == ["x/a/*.go"])
        #expect(build.paths[0].functions.count == 80)
    }

    @Test("a file that Go builds for another architecture alone is not missed where its like for this one is there")
    func architectures() throws {
        let text = ["qemu.go", "qemu_amd64.go", "fw.go", "end_arm64.go"].map { "x/v/\($0):1:\tf\t10.0%" }
        let reading = GoFunctionsText.read(Array((text + ["total\t(statements)\t1.0%"]).joined(separator: "\n").utf8))
        var map = CoverageMap([
            try listed("boot", ["v/qemu_amd64.go", "v/qemu_arm64.go", "v/fw_s390x.go", "v/qemu_linux.go"]),
            try listed("named", ["v/qemu_arm64.go:f", "v/qemu_amd64.go:f", "v/qemu_s390x.go:g"]),
            try listed("other", ["v/qemu_arm64.go"]),
            try listed("end", ["v/end_amd64.go", "v/end_arm64.go", "v/fw_amd64.rs"]),
        ])
        let (build, _) = map.map(reading, in: .go)
        #expect(
            build.paths.map(\.missing) == [
                ["v/fw_s390x.go", "v/qemu_linux.go"], ["v/qemu_s390x.go:g"], ["v/qemu_arm64.go"], [],
            ])
    }

    @Test("the same content has the same text, whatever a map has seen before")
    func canonical() throws {
        let reading = GoFunctionsText.read(Array(Golden.goFunctions.utf8))
        let paths = [try listed("create", ["shimlike/main.go:(*service).Create"])]
        var (a, b) = (CoverageMap(paths), CoverageMap(paths))
        let first = a.map(reading, in: .go)
        _ = b.map(ToolReading(), in: .go)
        let second = b.map(reading, in: .go)
        #expect(first.0.canonical == second.0.canonical)
        #expect(first.1 == second.1)
        #expect(b.map(ToolReading(), in: .go).0.canonical != first.0.canonical)
    }

    @Test("a thousand functions of hostile names map without harm", arguments: [8, 9] as [UInt64])
    func fuzz(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let characters = Array("ab/.*:<>{}# \t%9")
        let text = (0..<1000).map { _ in
            String(
                (0..<Int.random(in: 0...40, using: &random)).map { _ in characters.randomElement(using: &random) ?? "a"
                })
        }.joined(separator: "\n")
        var map = CoverageMap([try listed("p", ["a/*.go", "a/**/b*.go:*"])])
        let (build, reached) = map.map(GoFunctionsText.read(Array(text.utf8)), in: .go)
        #expect(build.isSound)
        #expect(CoverageDigest(build: "b", reached: reached).fits(build))
    }
}
