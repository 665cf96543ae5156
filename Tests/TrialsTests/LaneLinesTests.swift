import Foundation
import Matrices
import Scenarios
import Testing

@testable import Trials

@Suite("Lines between conductor and lane") struct LaneLinesTests {
    @Test(
        "a word comes back as it went",
        arguments: [
            LaneWord.ready(version: 1, pid: 7), .begun(trial: 3),
            .ended(trial: 3, TrialEnd(outcome: .recorded, left: 2, stuck: ["a\nb \u{1b}"])),
            .ended(trial: 3, TrialEnd(outcome: .infrastructure(why: "x\"\n"))),
            .ended(trial: 3, TrialEnd(outcome: .hung)), .ended(trial: 3, TrialEnd(outcome: .unsupported(why: ""))),
            .ended(trial: 3, TrialEnd(outcome: .interrupted)),
        ])
    func words(word: LaneWord) throws {
        let line = try LaneLine.encode(word)
        #expect(line.last == 10 && line.filter { $0 == 10 }.count == 1)
        #expect(try LaneLine.word(in: line.dropLast()) == word)
    }

    @Test("an observation's line is no word, and a broken word is an error")
    func others() throws {
        #expect(try LaneLine.word(in: Array("{}".utf8)) == nil)
        #expect(try LaneLine.word(in: [] as [UInt8]) == nil)
        #expect(throws: (any Error).self) { try LaneLine.word(in: Array("!{}".utf8)) }
        #expect(throws: (any Error).self) { try LaneLine.word(in: Array("!".utf8)) }
    }

    @Test("an order comes back as it went")
    func order() throws {
        let main = Subject(container: "main")
        let scenario = Scenario(
            id: "a/b", title: "T", because: "B", origin: [], covers: [],
            containers: [ContainerSpec(name: "main", process: ProcessSpec(arguments: ["probe", "\u{7}\"é"]))],
            steps: [
                Step(action: .create(main), name: ["create"]), Step(action: .write(main, [0, 255]), name: ["write"]),
            ])
        let order = LaneOrder(
            trial: 9, scenario: scenario, contender: Contender(name: "c", family: "runc", shim: "/s"), driver: "shim",
            view: .legacy, speaks: "1.7", snapshots: false, alone: true)
        let read = try JSONDecoder().decode(LaneOrder.self, from: JSONEncoder().encode(order))
        #expect(read.scenario == scenario && read.contender == order.contender && read.view == .legacy)
        #expect(read.trial == 9 && read.speaks == "1.7" && !read.snapshots && read.version == LaneOrder.version)
    }
}
