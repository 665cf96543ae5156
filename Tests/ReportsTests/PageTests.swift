import Facets
import Foundation
import Judgement
import Reports
import Testing

@Suite("The page")
struct PageTests {
    @Test("it loads nothing from elsewhere, and allows nothing but its own style")
    func selfContained() throws {
        let page = renderHTML(Sample.input)
        for outside in [
            "http://", "https://", "src=", "@import", "url(", "<link", "<script", "style=\"", "javascript:",
        ] {
            #expect(!page.contains(outside), "\(outside)")
        }
        let sheet = try #require(page.firstMatch(of: /(?s)<style>(.*?)<\/style>/)?.output.1)
        let digest = Data(SHA256.digest(of: Array(sheet.utf8))).base64EncodedString()
        #expect(page.contains("default-src 'none'; style-src 'sha256-\(digest)'"))
    }

    @Test("what is waived stands above what was found, and every owner is told how much is theirs")
    func waivedAndOwners() throws {
        let page = renderHTML(Sample.input)
        let waived = try #require(page.range(of: "<h2>1 waived</h2>"))
        let found = try #require(page.range(of: "<h2>3 findings, 1 blocking</h2>"))
        let owners = try #require(page.range(of: "<h2>Owners</h2>"))
        #expect(waived.lowerBound < found.lowerBound && found.lowerBound < owners.lowerBound)
        #expect(page[owners.upperBound...].contains("<tr><td>@exit-owners</td><td>exit</td><td>1</td><td>1</td>"))
        // Every link leads somewhere on the page.
        for link in page.matches(of: /href="#([^"]*)"/) { #expect(page.contains("id=\"\(link.output.1)\"")) }
    }

    @Test("every element that is opened is closed, in order")
    func balanced() {
        var open: [Substring] = []
        let page = renderHTML(Sample.input)
        for tag in page.matches(of: /<(\/?)([a-z0-9]+)[^>]*?(\/?)>/).map(\.output) {
            if tag.2 == "meta" || tag.3 == "/" { continue }
            if tag.1.isEmpty {
                open.append(tag.2)
            } else {
                #expect(open.popLast() == tag.2)
            }
        }
        #expect(open.isEmpty)
    }

    @Test("what is not compared stands on it even if all else is well")
    func notCompared() {
        var input = Sample.input
        input.judged.findings = []
        input.judged.timings = []
        input.judged.leaks = []
        let page = renderHTML(input)
        #expect(page.contains("0 findings") && page.contains("drivers not run: containerd, cri"))
    }

    @Test("long lists are cut, and say so")
    func long() {
        var input = Sample.input
        input.judged.leaks = Array(repeating: input.judged.leaks[0], count: 2000)
        input.judged.notCompared = Array(repeating: "x", count: 2000)
        #expect(renderHTML(input).utf8.count < 200_000)
        #expect(renderHTML(input).contains("and 1500 more"))
    }
}
