import Statistics
import Testing

@testable import Coverage

@Suite("What coverage tools print")
struct ToolTests {
    @Test("functions of go tool covdata func are read, closures within their function")
    func go() {
        let reading = GoFunctionsText.read(Array(Golden.goFunctions.utf8))
        #expect(reading.problems == [])
        #expect(
            reading.functions.map { "\($0.line) \($0.symbol.text(in: .go)) \($0.permille)" } == [
                "10 (*service).Create 833", "19 service.Unused 0", "21 generic 1000", "23 main 750",
            ])
        #expect(reading.functions.map(\.isReached) == [true, false, true, true])
        #expect(Set(reading.functions.map(\.file)) == ["example.org/shimlike/main.go"])
    }

    @Test(
        "what is torn or strange is told, and the rest is read",
        arguments: [
            ("example.org/a.go:1:\tf\t5.0%\n", 1, "no total"),
            ("example.org/a.go:1:\tf\t5.0%\nexample.org/a.go:2:\tg\t50", 1, "no function's"),
            ("nonsense\ntotal\t(statements)\t1.0%\n", 0, "nonsense"),
            ("a.go:0:\tf\t5.0%\ntotal\t(statements)\t1.0%\n", 0, "no function's"),
            ("a.go:1:\tf\t101.0%\ntotal\t(statements)\t1.0%\n", 0, "no function's"),
            ("a.go:1:\tf\tnan%\ntotal\t(statements)\t1.0%\n", 0, "no function's"),
            (":1:\tf\t1.0%\ntotal\t(statements)\t1.0%\n", 0, "no function's"),
            ("", 0, "no total"), ("\u{1b}[31m\n", 0, "?[31m"),
            (String(repeating: "x", count: 20_000) + "\ntotal\t(statements)\t0.0%", 0, "too long"),
        ])
    func tornGo(text: String, functions: Int, problem: String) {
        let reading = GoFunctionsText.read(Array(text.utf8))
        #expect(reading.functions.count == functions)
        #expect(reading.problems.contains { $0.contains(problem) }, "\(reading.problems)")
    }

    @Test("problems are bounded")
    func bounded() {
        let reading = GoFunctionsText.read(Array(String(repeating: "nonsense\n", count: 5000).utf8))
        #expect(reading.problems.count == 9)
        #expect(reading.problems.last == "and 4993 more")
    }

    @Test("functions of llvm-cov's lcov are read with their lines, async bodies and closures within their function")
    func rust() throws {
        let lcov = LCOVText(Array(Golden.lcov.utf8))
        #expect(lcov.mangled.count == 13)
        let names = try #require(Golden.demangled(lcov.mangled))
        let reading = lcov.functions(named: names)
        #expect(reading.problems == [])
        let texts = reading.functions.map { "\($0.symbol.text(in: .rust)) \($0.isReached)" }
        #expect(
            Set(texts) == [
                "Service::new true", "Service::unused false", "<Service as Task>::create true", "generic true",
                "body true", "helper true", "block true", "raw true", "no true", "c false", "main true",
            ])
        let create = try #require(reading.functions.first { $0.symbol.name == "create" })
        #expect(create.line == 8)
        #expect(create.permille == 1000)
        #expect(try #require(reading.functions.first { $0.symbol.name == "unused" }).permille == 0)
    }

    @Test("a demangler that gives another number of names is not believed")
    func mismatched() {
        let lcov = LCOVText(Array(Golden.lcov.utf8))
        let reading = lcov.functions(named: ["a::b"])
        #expect(reading.functions.isEmpty)
        #expect(reading.problems == ["the demangler gave 1 names for 13"])
    }

    @Test(
        "an lcov text that is torn or strange is told",
        arguments: [
            ("SF:/a.rs\nFN:1,f\n", "cut off"), ("SF:/a.rs\nFN:x,f\nend_of_record\n", "no function's"),
            ("SF:/a.rs\nDA:1\nend_of_record\n", "no line's"), ("SF:/a.rs\nFNDA:-1,f\nend_of_record\n", "no count"),
            ("SF:/a.rs\nSF:/b.rs\nend_of_record\n", "cut off"),
        ])
    func tornLCOV(text: String, problem: String) {
        let reading = LCOVText(Array(text.utf8)).functions(named: [])
        #expect(reading.functions.isEmpty)
        #expect(reading.problems.contains { $0.contains(problem) }, "\(reading.problems)")
    }

    @Test("records without a file, unknown ones and lcov 2's are no harm")
    func lenient() throws {
        let text = "TN:x\nFN:1,lost\nSF:/a.rs\nVER:9\nFN:3,9,a::f\nFNDA:2,a::f\nDA:3,2\nDA:4,0\nend_of_record\n"
        let reading = LCOVText(Array(text.utf8)).functions(named: ["a::f"])
        #expect(reading.problems == [])
        let only = try #require(reading.functions.first)
        #expect(reading.functions.count == 1)
        #expect((only.line, only.permille) == (3, 500))
    }

    @Test("torn texts of any length never crash", arguments: [1, 2, 3] as [UInt64])
    func fuzz(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        for text in [Golden.goFunctions, Golden.lcov] {
            for _ in 0..<100 {
                var bytes = Array(text.utf8.prefix(Int.random(in: 0...text.utf8.count, using: &random)))
                for _ in 0..<3 where !bytes.isEmpty {
                    bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
                }
                #expect(GoFunctionsText.read(bytes).problems.count <= 9)
                let lcov = LCOVText(bytes)
                #expect(lcov.functions(named: lcov.mangled).functions.count <= 13)
            }
        }
    }

    @Test("counter files tell who left them")
    func files() {
        let files = CounterFiles(names: [
            "covmeta.fea7", "covcounters.fea7.15369.1795866687500088674", "covcounters.fea7.x.1",
            "1202-77_0.profraw", "1203.profraw", "x.profraw", "1-2_0.profraw\n/etc/passwd", "covmeta.0000", "core",
        ])
        #expect(files.processes == [15369, 1202])
        #expect(files.hasGoDescription)
        #expect(files.strangers == 5)
        #expect(files.problems == ["counters of 3 different programs: the builds are mixed"])
        #expect(CounterFiles.pattern(in: "/x") == "/x/%p-%m.profraw")
    }

    @Test(
        "mixed builds, and counters without a description, which Go's tool passes over in silence, are told",
        arguments: [
            (["covmeta.a", "covcounters.a.1.1", "covcounters.a.2.1"], ""), (["1-7_0.profraw", "2-7_0.profraw"], ""),
            (["covmeta.a", "covmeta.b"], "2 different programs"),
            (["1-7_0.profraw", "2-8_0.profraw"], "2 different programs"),
            (["covmeta.a", "covcounters.b.1.1"], "whose description is not there"), ([], ""),
        ])
    func mixed(names: [String], problem: String) {
        let problems = CounterFiles(names: names).problems
        #expect(problem.isEmpty ? problems == [] : problems.count == 1 && problems[0].contains(problem), "\(problems)")
    }
}
