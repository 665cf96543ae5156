import Facets
import Testing

@testable import ShimDriver

@Suite("Lines that say that a process is ready") struct LineSearchTests {
    @Test(
        "the first whole line, or the first that matches as a whole, in pieces of any size",
        arguments: [
            (nil, "starting\n", true), (nil, "starting", false), (nil, "\n", true),
            ("listening on \\d+", "starting\nlistening on 80\n", true),
            ("listening on \\d+", "listening on 80", false),
            ("listening on \\d+", "not listening on 80\n", false), ("listening.*", "a\r\nlistening on 80\r\n", true),
            ("x*", String(repeating: "x", count: LineSearch.longest) + "\n", true),
            ("x*", String(repeating: "x", count: LineSearch.longest + 1) + "\n", false),
            ("x", String(repeating: "y", count: 1 << 20) + "\nx\n", true),
        ] as [(String?, String, Bool)])
    func find(pattern: String?, text: String, isFound: Bool) throws {
        let bytes = Array(text.utf8)
        for step in [1, 7, 1 << 20] {
            var search = LineSearch(try pattern.map { try TextPattern($0) })
            var found = false
            for start in stride(from: 0, to: bytes.count, by: step) {
                found = search.find(in: bytes[start..<min(bytes.count, start + step)])
            }
            #expect(found == isFound)
        }
    }
}
