import Archives
import Facets
import Foundation
import Recordings
import Testing

@Suite("Writing and reading a run")
struct RunFolderTests {
    @Test("what is written is read back")
    func roundTrip() throws {
        let scratch = try Scratch()
        let path = scratch.path + "/run"
        let folder = try RunFolder.create(at: path, header: try Samples.header())
        try folder.appendPlan(
            scenarios: [.init(Samples.scenario())],
            trials: [Samples.planned(1), Samples.planned(2), Samples.planned(3)])
        for trial in 1...2 {
            try folder.beginTrial(trial, atWallNanoseconds: 5)
            try folder.appendTrialLine(trial, Samples.line(1))
            try folder.appendTrialLine(trial, Array(Samples.line(2).dropLast()))
            try folder.endTrial(trial, outcome: .recorded, derived: Samples.derived(), atWallNanoseconds: 6)
        }
        try folder.failTrial(3, why: "no loop device", atWallNanoseconds: 7)
        try folder.endTrial(3, outcome: .infrastructure, why: "no loop device", derived: nil, atWallNanoseconds: 8)
        let blob = try folder.storeBlob([1, 2, 3])
        try folder.writeDerived("report.html", Array("<p>".utf8))
        folder.close()

        let reader = try RunReader(at: path)
        #expect(try reader.header() == Samples.header())
        let contents = try reader.contents()
        #expect(contents.scenarios["a/b"] == Samples.scenario())
        #expect(contents.planned.map(\.number) == [1, 2, 3])
        #expect(contents.unfinished.isEmpty)
        #expect(contents.notes.isEmpty)
        #expect(contents.failures(of: 3) == 1)
        #expect(contents.ended[3]?.outcome == .infrastructure)
        let name = try #require(contents.ended[1]?.set)
        #expect(name == contents.ended[2]?.set)
        #expect(try reader.facets(named: name) == Samples.derived().facets)
        #expect(try FileManager.default.contentsOfDirectory(atPath: path + "/sets") == [name])
        #expect(try reader.observations(of: 2).map(\.what) == [.mark("m1"), .mark("m2")])
        #expect(try reader.observations(of: 3).isEmpty)
        #expect(try reader.measures()[2]?.measures == Samples.derived().measures)
        #expect(try reader.measures()[2]?.evidence == Samples.derived().evidence)
        #expect(try reader.blob(named: blob) == [1, 2, 3])
    }

    @Test("a scenario's times are those of its trials that were carried out")
    func times() throws {
        let scratch = try Scratch()
        let path = scratch.path + "/run"
        let folder = try RunFolder.create(at: path, header: try Samples.header())
        defer { folder.close() }
        try folder.appendPlan(scenarios: [.init(Samples.scenario())], trials: (1...5).map { Samples.planned($0) })
        for trial in 1...4 { try folder.beginTrial(trial, atWallNanoseconds: UInt64(10 * trial)) }
        try folder.endTrial(1, outcome: .unsupported, why: "no guest", derived: nil, atWallNanoseconds: 17)
        #expect(try RunReader(at: path).contents().trialTimes == [:])
        try folder.endTrial(2, outcome: .recorded, derived: Samples.derived(), atWallNanoseconds: 25)
        try folder.endTrial(3, outcome: .hung, derived: Samples.derived(), atWallNanoseconds: 99)
        try folder.failTrial(4, why: "no loop device", atWallNanoseconds: 42)
        try folder.beginTrial(4, atWallNanoseconds: 50)
        try folder.endTrial(4, outcome: .recorded, derived: Samples.derived(), atWallNanoseconds: 53)
        try folder.endTrial(5, outcome: .dropped, derived: nil, atWallNanoseconds: 60)
        #expect(try RunReader(at: path).contents().trialTimes == ["a/b": [5, 69, 3]])
    }

    @Test("a run is gone on with where it stopped, a torn line cut off")
    func resume() throws {
        let scratch = try Scratch()
        let path = scratch.path + "/run"
        do {
            let folder = try RunFolder.create(at: path, header: try Samples.header())
            try folder.appendPlan(
                scenarios: [.init(Samples.scenario())], trials: [Samples.planned(1), Samples.planned(2)])
            try folder.beginTrial(1, atWallNanoseconds: 5)
            try folder.endTrial(1, outcome: .recorded, derived: Samples.derived(), atWallNanoseconds: 6)
            try folder.beginTrial(2, atWallNanoseconds: 7)
            try folder.appendTrialLine(2, Samples.line(1))
        }
        try scratch.append(#"{"trial":2,"what":"en"#, to: path + "/journal.jsonl")
        let (folder, contents) = try RunFolder.resume(at: path)
        #expect(contents.unfinished.map(\.number) == [2])
        #expect(contents.notes == ["the torn last line of journal.jsonl was dropped"])
        try folder.beginTrial(2, atWallNanoseconds: 8)
        try folder.appendTrialLine(2, Samples.line(1))
        try folder.appendTrialLine(2, Samples.line(2))
        try folder.endTrial(2, outcome: .hung, derived: Samples.derived(1), atWallNanoseconds: 9)
        folder.close()
        let reader = try RunReader(at: path)
        let after = try reader.contents()
        #expect(after.unfinished.isEmpty)
        #expect(after.notes.isEmpty)
        #expect(after.ended[2]?.outcome == .hung)
        #expect(try reader.observations(of: 2).count == 2)
    }

    @Test("two processes never write one run")
    func locked() throws {
        let scratch = try Scratch()
        let path = scratch.path + "/run"
        let folder = try RunFolder.create(at: path, header: try Samples.header())
        let error = #expect(throws: ArchiveError.self) { _ = try RunFolder.resume(at: path) }
        #expect(error?.kind == .unavailable)
        try folder.appendPlan(scenarios: [], trials: [])
    }

    @Test("lines of many trials may come at a time")
    func concurrent() async throws {
        let scratch = try Scratch()
        let path = scratch.path + "/run"
        let folder = try RunFolder.create(at: path, header: try Samples.header())
        try folder.appendPlan(scenarios: [.init(Samples.scenario())], trials: (1...8).map { Samples.planned($0) })
        try await withThrowingTaskGroup(of: Void.self) { group in
            for trial in 1...8 {
                group.addTask {
                    try folder.beginTrial(trial, atWallNanoseconds: 1)
                    for number in 1...200 { try folder.appendTrialLine(trial, Samples.line(number)) }
                    try folder.endTrial(
                        trial, outcome: .recorded, derived: Samples.derived(Int64(trial % 2)), atWallNanoseconds: 2)
                }
            }
            try await group.waitForAll()
        }
        let reader = try RunReader(at: path)
        #expect(try reader.contents().unfinished.isEmpty)
        for trial in 1...8 { #expect(try reader.observations(of: trial).count == 200) }
        #expect(try FileManager.default.contentsOfDirectory(atPath: path + "/sets").count == 2)
    }

    @Test("an existing folder, a missing parent and a closed one are refused with what to do")
    func refusals() throws {
        let scratch = try Scratch()
        let exists = #expect(throws: ArchiveError.self) {
            _ = try RunFolder.create(at: scratch.path, header: try Samples.header())
        }
        #expect(exists?.kind == .exists)
        #expect(exists?.isUsersMistake == true)
        let parent = #expect(throws: ArchiveError.self) {
            _ = try RunFolder.create(at: scratch.path + "/no/run", header: try Samples.header())
        }
        #expect(parent?.kind == .unavailable)
        // Root may write wherever there is a folder, so what can't be written is a file in a folder's place.
        let unwritable = #expect(throws: ArchiveError.self) {
            _ = try RunFolder.create(at: "/dev/null/run", header: try Samples.header())
        }
        #expect(unwritable?.kind == .unwritable)
        #expect(unwritable?.isUsersMistake == false)
        let folder = try RunFolder.create(at: scratch.path + "/run", header: try Samples.header())
        #expect(throws: ArchiveError.self) { try folder.appendTrialLine(1, [0x7b]) }
        #expect(throws: ArchiveError.self) { try folder.writeDerived("../x", []) }
        folder.close()
        #expect(throws: ArchiveError.self) { try folder.beginTrial(1, atWallNanoseconds: 1) }
    }
}
