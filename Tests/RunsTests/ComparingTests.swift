import Archives
import Documents
import Facets
import Foundation
import Judgement
import Matrices
import Policies
import Recordings
import Scenarios
import Testing

@testable import Runs

@Suite("Two archives")
struct ComparingTests {
    /// A folder that goes with the test.
    private final class Scratch {
        let path = NSTemporaryDirectory() + "kumite-compare-\(UUID().uuidString)"

        init() throws { try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true) }

        deinit { try? FileManager.default.removeItem(atPath: path) }
    }

    private struct Made {
        var trials = 8
        var exit: Int64 = 0
        var kernel = "6.1"
        var derive = Derive.version
        var driver = "shim"
        var view = View.host
        var scenarios = ["a/b"]
        var title = "t"
        var name = "x"
    }

    private static func cell(_ made: Made) -> Cell {
        let baseline = Contender(name: "old", family: "runc", shim: "/usr/bin/old")
        let candidate = Contender(name: made.name, family: "runc", shim: "/usr/bin/new")
        return Cell(
            name: "old~new", baseline: baseline, candidate: candidate, view: made.view, driver: made.driver,
            speaks: "1.6")
    }

    private static func scenario(_ id: String, _ title: String) -> Scenario {
        Scenario(
            id: id, title: title, because: "b", origin: ["o"], covers: ["c"],
            containers: [ContainerSpec(name: "main", process: ProcessSpec(arguments: ["probe"]))],
            steps: [Step(action: .wait(Subject(container: "main")), name: ["wait"])])
    }

    /// A run whose candidate shows one exit status in every trial.
    private func make(_ made: Made, at path: String) throws -> RunReader {
        let cell = Self.cell(made)
        let header = RunHeader(
            kumite: "0", derive: made.derive, seed: 1, nonce: "k", startedAtWallNanoseconds: 1, asOf: "2026-11-23",
            arguments: ["run"],
            cells: [ArchivedCell(name: cell.name, definition: try JSONValue(encoding: cell), identities: [:])],
            host: ArchivedHost(
                kernel: made.kernel, architecture: "x86_64", cpus: 2, memoryBytes: 1, cgroups: "hybrid"),
            policy: try JSONValue(encoding: Policy.standard))
        let folder = try RunFolder.create(at: path, header: header)
        let planned = made.scenarios.flatMap { id in
            (0..<made.trials).map { (id, $0) }
        }.enumerated().map { place, trial in
            PlannedTrial(number: place + 1, cell: cell.name, role: "candidate", scenario: trial.0, round: trial.1)
        }
        try folder.appendPlan(
            scenarios: made.scenarios.map { PlannedScenario(Self.scenario($0, made.title)) }, trials: planned)
        for trial in planned {
            try folder.beginTrial(trial.number, atWallNanoseconds: 1)
            try folder.endTrial(
                trial.number, outcome: .recorded,
                derived: Derived(
                    facets: FacetSet([
                        FacetPath("main", "wait", "error"): .absent,
                        FacetPath("main", "wait", "exit"): .seen(.integer(made.exit)),
                    ]), measures: [Measure(name: "pod-ready", value: 5, unit: .nanoseconds)], evidence: []),
                atWallNanoseconds: 2)
        }
        folder.close()
        return try RunReader(at: path)
    }

    private func judged(_ a: Made, _ b: Made) throws -> Judged {
        let scratch = try Scratch()
        let input = try Comparing().input(make(a, at: scratch.path + "/a"), make(b, at: scratch.path + "/b"))
        return Judging.judged(input)
    }

    @Test("a difference is decided by eight trials a side, and by three it is not; nothing is asked for")
    func decided() throws {
        let eight = try judged(Made(), Made(exit: 3))
        #expect(eight.findings.map(\.class) == [.divergence] && eight.exit == 1)
        #expect(eight.findings.first?.facet == "main/wait/exit" && eight.requests.isEmpty)
        let three = try judged(Made(trials: 3), Made(trials: 3, exit: 3))
        #expect(three.findings.map(\.class) == [.intermittent] && three.exit == 2 && three.requests.isEmpty)
        let same = try judged(Made(), Made())
        #expect(same.findings.isEmpty && same.exit == 0)
        #expect(same.timings.isEmpty)
    }

    @Test("contenders of one name are told apart")
    func names() throws {
        #expect(try judged(Made(), Made()).cells.map(\.cell) == ["x-first~x-second/shim/host/1.6"])
        #expect(try judged(Made(), Made(name: "y")).cells.map(\.cell) == ["x~y/shim/host/1.6"])
    }

    @Test("what differs beside the contenders is listed")
    func labels() throws {
        let b = Made(kernel: "5.10", view: .legacy, scenarios: ["a/b", "a/c"])
        let notes = try judged(Made(scenarios: ["a/b", "a/d"]), b).notCompared
        for text in [
            "host's kernel: 6.1 in the first, 5.10 in the second", "cgroup layout that trials saw: host",
            "1 scenarios only in the first: a/d", "1 scenarios only in the second: a/c", "times and amounts",
        ] { #expect(notes.contains { $0.contains(text) }, "\(text): \(notes)") }
    }

    @Test("what cannot be compared at all is refused")
    func refused() throws {
        let cases: [(Made, Made, String)] = [
            (Made(), Made(derive: 1), "derived by versions"), (Made(), Made(driver: "cri"), "no cell of one"),
            (Made(), Made(scenarios: ["a/c"]), "no scenario with the same text"),
            (Made(), Made(title: "other"), "no scenario with the same text"),
        ]
        for (a, b, why) in cases {
            let error = #expect(throws: RunError.self) { try judged(a, b) }
            #expect(error?.why.contains(why) == true && error?.isUsersMistake == true, "\(String(describing: error))")
        }
    }
}
