import Statistics
import Testing

@testable import Coverage

/// A function by what a tool prints of it.
func function(_ file: String, _ symbol: String, line: Int = 1, reached: Bool = true) throws -> MeasuredFunction {
    let language = try #require(CodeLanguage(ofFile: file))
    let read = language == .go ? CodeSymbol(go: symbol[...]) : CodeSymbol(rust: symbol[...])
    return MeasuredFunction(
        file: file, line: line, symbol: try #require(read), isReached: reached, permille: reached ? 1000 : 0)
}

/// Whether a place means a function.
func means(_ place: String, _ file: String, _ symbol: String) throws -> Bool {
    let found = try function(file, symbol)
    return try CodePlace.places(parsing: place).contains { place in
        place.file.matches(file) && place.symbol.map { $0.matches(found.symbol) } ?? true
    }
}

@Suite("Places in code")
struct PlaceTests {
    struct Row: Sendable, CustomTestStringConvertible {
        var place: String
        var file: String
        var symbol: String
        var isMeant: Bool
        var testDescription: String { "\(place) and \(file) \(symbol)" }

        init(_ place: String, _ file: String, _ symbol: String, _ isMeant: Bool) {
            self.place = place
            self.file = file
            self.symbol = symbol
            self.isMeant = isMeant
        }
    }

    @Test(
        "a place means what it says and nothing beside it",
        arguments: [
            // Go: a receiver with a star, without, none.
            Row("shim/service.go:(*service).Create", "example.org/x/shim/service.go", "*service.Create", true),
            Row("shim/service.go:(*service).Create", "example.org/x/shim/service.go", "service.Create", false),
            Row("shim/service.go:(*service).Create", "example.org/x/shim/service.go", "Create", false),
            Row("shim/service.go:(*service).Create", "example.org/x/shim/service.go", "*service.CreateAll", false),
            Row("shim/service.go:(*service).Create", "example.org/x/ashim/service.go", "*service.Create", false),
            Row("shim/service.go:service.Close", "shim/service.go", "service.Close", true),
            Row("shim/service.go:service.Close", "shim/service.go", "*service.Close", false),
            Row("service.go:New", "a/service.go", "New", true),
            Row("service.go:New", "a/service.go", "*list.New", false),
            Row("service.go:*.New", "a/service.go", "*list.New", true),
            Row("service.go:*.New", "a/service.go", "list.New", true),
            Row("config.go:new*HypervisorConfig", "k/config.go", "newQemuHypervisorConfig", true),
            Row("config.go:new*HypervisorConfig", "k/config.go", "newQemuHypervisorConfigs", false),
            Row("q.go:(*qemu).{StopVM,Cleanup}", "v/q.go", "*qemu.Cleanup", true),
            Row("q.go:(*qemu).{StopVM,Cleanup}", "v/q.go", "*qemu.Clean", false),
            Row("virtcontainers/*_endpoint.go", "k/virtcontainers/tap_endpoint.go", "anything", true),
            Row("virtcontainers/*_endpoint.go", "k/virtcontainers/pkg/tap_endpoint.go", "anything", false),
            Row("pkg/device/**/*.go", "k/pkg/device/a/b/c.go", "f", true),
            Row("pkg/device/**/*.go", "k/pkg/device/c.go", "f", true),
            Row("pkg/device/**/*.go", "k/pkg/devices/c.go", "f", false),
            // Rust: inherent, of a trait, free, with what a compiler adds.
            Row("a/src/m.rs:Service::new", "/b/a/src/m.rs", "<a::Service>::new", true),
            Row("a/src/m.rs:Service::new", "/b/a/src/m.rs", "<a::Service<u8>>::new", true),
            Row("a/src/m.rs:Service::new", "/b/a/src/m.rs", "<a::Service>::new::{closure#0}", true),
            Row("a/src/m.rs:Service::new", "/b/a/src/m.rs", "<a::Services>::new", false),
            Row("a/src/m.rs:Service::create", "/b/a/src/m.rs", "<a::Service as a::Task>::create", true),
            Row("a/src/m.rs:<Service as Task>::create", "/b/a/src/m.rs", "<a::Service as a::Task>::create", true),
            Row(
                "a/src/m.rs:<Service as Task>::create", "/b/a/src/m.rs",
                "<a::b::Service<T> as c::Task<fn() -> u32>>::create::{closure#0}::{closure#1}", true),
            Row("a/src/m.rs:<Service as Task>::create", "/b/a/src/m.rs", "<a::Service>::create", false),
            Row("a/src/m.rs:<Service as Task>::create", "/b/a/src/m.rs", "<a::Service as a::Tasks>::create", false),
            Row("a/src/m.rs:run", "/b/a/src/m.rs", "a::inner::run::<i32>", true),
            Row("a/src/m.rs:run", "/b/a/src/m.rs", "a[1f2e]::inner::run", true),
            Row("a/src/m.rs:run", "/b/a/src/m.rs", "<a::Service>::run", false),
            Row("a/src/m.rs:inner::run", "/b/a/src/m.rs", "a::inner::run", true),
            Row("a/src/m.rs:*::run", "/b/a/src/m.rs", "<a::Service>::run", true),
            Row("a/src/m.rs:Service::new", "/b/a/src/m.rs", "a::Service::new::h0123456789abcdef", true),
            Row("a/src/m.rs:Config::*", "/b/a/src/m.rs", "<&mut a::Config as x::Load>::load", true),
            Row("a/src/m.rs:T::f", "/b/a/src/m.rs", "<dyn a::T>::f", true),
            Row("h/src/*/inner*.rs:*::metrics", "/b/h/src/qemu/inner_x.rs", "<h::Q as h::H>::metrics", true),
            Row("a/src/m.rs", "./b/./a/src/m.rs", "a::anything", true),
            Row("a/src/m.rs", "m.rs", "a::anything", false),
        ])
    func meaning(row: Row) throws {
        #expect(try means(row.place, row.file, row.symbol) == row.isMeant)
    }

    @Test(
        "what is no place is told with a reason",
        arguments: [
            ("service.c:main", "names no file of Go"), ("", "names no file of Go"),
            ("a.go:", "names no function of Go"),
            ("a.go:a::b", "names no function of Go"), ("a.rs:a.b", "names no function of Rust"),
            ("a.rs:a:b", "names no function of Rust"), ("a.rs:a::b::c", "names no function of Rust"),
            ("a.rs:<A>::b", "names no function of Rust"), ("/a.go", "below its source"), ("a b.go", "below its source"),
            ("*.go", "matches every file"), ("**/*.go", "matches every file"), ("**/*.rs:new", "matches every file"),
            ("a.go:{b", "without '}'"), ("a.go:b}", "without '{'"), ("a.go:{b,{c,d}}", "braces in braces"),
            ("a.go:{b,}", "empty alternative"),
            ("{a,b,c,d,e,f,g,h}/{a,b,c,d,e,f,g,h}/{a,b}.go", "more than 64"),
            (String(repeating: "a", count: 1025) + ".go", "longer than 1024"),
        ])
    func refuses(text: String, why: String) throws {
        let error = #expect(throws: CodePlaceError.self) { try CodePlace.places(parsing: text) }
        #expect(error?.problem.contains(why) == true, "\(error?.problem ?? "")")
    }

    @Test("braces stand for one place each, in their order")
    func braces() throws {
        #expect(
            try CodePlace.places(parsing: "a.rs:S::{x,y}").map(\.text) == ["a.rs:S::x", "a.rs:S::y"])
    }

    @Test("a pattern of stars agrees with a plain search over all splits", arguments: [1, 2, 3, 4] as [UInt64])
    func stars(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<2000 {
            let pattern = String(
                (0..<Int.random(in: 0...6, using: &random)).map { _ in "ab*".randomElement(using: &random) ?? "a" })
            let text = String(
                (0..<Int.random(in: 0...8, using: &random)).map { _ in "ab".randomElement(using: &random) ?? "a" })
            #expect(StarPattern(pattern).matches(text) == slowly(pattern[...], text[...]), "\(pattern) and \(text)")
        }
    }

    private func slowly(_ pattern: Substring, _ text: Substring) -> Bool {
        guard let first = pattern.first else { return text.isEmpty }
        if first == "*" {
            return slowly(pattern.dropFirst(), text) || !text.isEmpty && slowly(pattern, text.dropFirst())
        }
        return text.first == first && slowly(pattern.dropFirst(), text.dropFirst())
    }

    @Test("hostile names are read in one go and never crash", arguments: [5, 6, 7] as [UInt64])
    func hostile(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let parts = [
            "<", ">", "::", " as ", "a", "{closure#0}", "[", "]", "&", "dyn ", "->", ".", "*", "(", ")", "h0", ":",
        ]
        for _ in 0..<2000 {
            let text = (0..<Int.random(in: 0...30, using: &random))
                .map { _ in parts.randomElement(using: &random) ?? "" }.joined()
            for symbol in [CodeSymbol(go: text[...]), CodeSymbol(rust: text[...])].compactMap(\.self) {
                #expect(symbol.name.utf8.count <= text.utf8.count)
            }
        }
        let deep = String(repeating: "<", count: 4000)
        #expect(CodeSymbol(rust: deep[...]) == nil)
        #expect(CodeSymbol(rust: String(repeating: "a", count: 5000)[...]) == nil)
        let stars = String(repeating: "a*", count: 60)
        #expect(!StarPattern(stars + "b").matches(String(repeating: "a", count: 4000)))
    }

    @Test("a function is written as its language writes it")
    func texts() throws {
        #expect(try function("a.go", "*service.Create").symbol.text(in: .go) == "(*service).Create")
        #expect(try function("a.go", "service.Close").symbol.text(in: .go) == "service.Close")
        #expect(try function("a.go", "(*list[go.shape.int]).add.func1.2").symbol.text(in: .go) == "(*list).add")
        #expect(try function("a.go", "func.L12.C3").symbol.text(in: .go) == "func.L12.C3")
        #expect(try function("a.rs", "<a::S as a::T>::f::{closure#0}").symbol.text(in: .rust) == "<S as T>::f")
        #expect(try function("a.rs", "a::b::f::<u8>").symbol.text(in: .rust) == "f")
        #expect(try function("a.rs", "<a::S>::f::inner").symbol.text(in: .rust) == "inner")
    }
}
