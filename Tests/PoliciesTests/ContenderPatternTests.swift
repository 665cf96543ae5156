import Documents
import Facets
import Policies
import Testing

@Suite("Contenders of a ledger")
struct ContenderPatternTests {
    static let crun = KnownContender(
        name: "crun", family: "runc",
        shim: KnownContender.Program(name: "containerd-shim-runc-v2", version: "1.6.20~ds1 (1.6.20~ds1-1+deb12u3)"),
        runtime: KnownContender.Program(name: "crun", version: "crun version 1.8.1; commit: f8a096be; spec: 1.0.0"))
    static let old = KnownContender(
        name: "shim-v1", family: "runc",
        shim: KnownContender.Program(name: "containerd-shim-runc-v1", version: "1.6.20~ds1"),
        runtime: KnownContender.Program(name: "runc", version: "runc version 1.1.5+ds1; spec: 1.0.2-dev"))
    static let rust = KnownContender(
        name: "new", family: "kata", release: "rust@4.1.0",
        shim: KnownContender.Program(name: "containerd-shim-kata-v2", version: "4.0.0"),
        parts: [KnownContender.Program(name: "qemu-system-x86_64", version: "QEMU emulator version 8.2.1 (x)")])

    @Test(
        "a contender is meant by name, family or release, and only in the versions that are named",
        arguments: [
            ("*", [true, true, true]), ("crun", [true, false, false]), ("runc", [false, true, false]),
            ("kata", [false, false, true]), ("rust", [false, false, true]), ("new", [false, false, true]),
            ("shim-v1", [false, true, false]), ("rust@>=3.15", [false, false, true]),
            ("rust@>4.1", [false, false, false]), ("rust@<=4.1", [false, false, true]),
            ("rust@<4.1", [false, false, false]), ("kata@4.1", [false, false, true]),
            ("new@=4.1.0", [false, false, true]),
            ("runc@1.1.5", [false, true, false]), ("runc@1.1", [false, true, false]),
            ("runc@1.1.50", [false, false, false]),
            ("crun@>=1.8 <1.15", [true, false, false]), ("crun@>=1.9", [false, false, false]),
            ("crun@1.6.20", [false, false, false]), ("containerd-shim-runc-v1@1.6", [false, true, false]),
            ("shim-v1@<1.7", [false, true, false]), ("qemu-system-x86_64@8", [false, false, true]),
            ("qemu-system-x86_64", [false, false, false]),
        ])
    func matches(text: String, whom: [Bool]) throws {
        let pattern = try ContenderPattern(parsing: text)
        #expect([Self.crun, Self.old, Self.rust].map(pattern.matches) == whom)
    }

    @Test("one whose release is not known is not meant where one is asked for")
    func unknown() throws {
        let known = KnownContender(name: "b", family: "runc")
        #expect(try ContenderPattern(parsing: "b").matches(known))
        #expect(try !ContenderPattern(parsing: "b@>=0").matches(known))
    }

    @Test(
        "releases have an order",
        arguments: [
            ("1.2.0-rc.1", "1.2.0"), ("1.1.9", "1.2.0-rc.1"), ("1.9", "1.10"), ("1.2.0-alpha", "1.2.0-rc.1"),
            ("1.6.20~ds1", "1.6.21"), ("4.1.0", "4.1.0.1"), ("v3.9.9", "4"),
        ])
    func order(older: String, newer: String) throws {
        let (a, b) = (try #require(ReleaseNumber(older)), try #require(ReleaseNumber(newer)))
        #expect(a < b && !(b < a) && a != b)
    }

    @Test("what a distribution adds and zeros at the end change no release")
    func equals() {
        #expect(ReleaseNumber("1.1.5+ds1") == ReleaseNumber("1.1.5"))
        #expect(ReleaseNumber("4.1") == ReleaseNumber("4.1.0-1+deb12u3"))
        #expect(ReleaseNumber("1.1.5x") == nil && ReleaseNumber("") == nil && ReleaseNumber("1..2") == nil)
        #expect(ReleaseNumber("99999999999999999999") == nil)
        #expect(ReleaseNumber(in: "runsc version release-20221219.0; spec: 1.1.0-rc.1") == nil)
    }
}

@Suite("Patterns that could blow up")
struct HarmfulPatternTests {
    @Test("matching takes the pattern's length times the name's at most, so that this ends at all")
    func ends() throws {
        let stars = String(repeating: "*a", count: 1000) + "b"
        #expect(!Glob(stars).matches(String(repeating: "a", count: 4000)))
        #expect(!Glob(String(repeating: "*", count: 4000) + "x").matches(String(repeating: "a", count: 4000)))
        let deep = try FacetPattern(parsing: String(repeating: "**/a/", count: 400) + "b")
        let path = FacetPath(Array(repeating: "a", count: 2000))
        #expect(!deep.matches(path))
        #expect(!deep.covers(try FacetPattern(parsing: String(repeating: "**/a/", count: 400) + "c")))
        #expect(deep.covers(deep))
    }
}
