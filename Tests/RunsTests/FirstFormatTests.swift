import Archives
import Facets
import Foundation
import Judgement
import Recordings
import Testing

@testable import Runs

/// A run that was archived when format 1 began: two of our stub shims, of which one tells a wrong exit code. It is never
/// written anew; what can't be read or judged as it was then breaks the promise of `RunHeader.currentFormat`.
@Suite("An archive of format 1, for ever") struct FirstFormatTests {
    private static let path = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Fixtures/Archive1").path

    private let reader: RunReader

    init() throws { reader = try RunReader(at: Self.path) }

    @Test("it says what it was made with, and all its trials are there")
    func contents() throws {
        let contents = try reader.contents()
        #expect(contents.header.format == 1 && contents.header.derive == 5 && contents.header.kumite == "0.1.0")
        #expect(contents.planned.count == 18 && contents.ended.count == 18)
        #expect(contents.ended.values.allSatisfy { $0.outcome == .recorded })
        #expect(Array(contents.scenarios.keys) == ["lifecycle/exits-at-once"])
        let observations = try contents.planned.map { try reader.observations(of: $0.number) }
        #expect(observations.allSatisfy { $0.count > 20 })
        #expect(try reader.measures().count == 18)
    }

    @Test("it is judged by its own terms as it was then")
    func judged() throws {
        let judged = try Judging.judged(reader)
        let finding = try #require(judged.findings.first { $0.facet == "main/wait/exit" }, "\(judged.findings)")
        #expect(finding.class == .regression && finding.severity == .blocker && finding.blocks)
        #expect(judged.verdict == .regression)
    }
}
