import Coverage
import Statistics
import Testing

@Suite("What changed between two runs")
struct ChangeTests {
    private let whole = build([("start", 2), ("delete", 2)])

    private func side(_ trials: [CoveredTrial], _ build: CoveredBuild? = nil) -> CoverageSide {
        CoverageSide(trials, builds: ["b": build ?? whole])
    }

    private func names(_ functions: [CoveredBuild.Function]) -> [String] { functions.map(\.text) }

    @Test("a function that is no longer reached is named, with the scenarios that reached it and are not run any more")
    func lost() throws {
        let old = side([trial(1, "s/one", [0, 2, 3]), trial(2, "s/two", [3]), trial(3, "s/three", [1])])
        let new = side([trial(1, "s/two", []), trial(2, "s/three", [1])])
        let changes = changes(["start", "delete", "none"], from: old, to: new)
        #expect(changes.map(\.path) == ["start", "delete"])
        #expect(
            names(changes[0].lost) == ["start.go:f0"] && changes[0].missing == ["s/one"] && changes[0].changed == [])
        #expect(names(changes[1].lost) == ["delete.go:f0", "delete.go:f1"])
        #expect(changes[1].missing == ["s/one"] && changes[1].changed == ["s/two"] && !changes[1].isUncertain)
    }

    @Test("what is reached only now is gained; the same side against itself changed nothing")
    func gained() {
        let old = side([trial(1, "s/one", [0])])
        let new = side([trial(1, "s/one", [0, 1])])
        #expect(changes(["start"], from: old, to: new).map { names($0.gained) } == [["start.go:f1"]])
        #expect(changes(["start"], from: new, to: old).map { names($0.lost) } == [["start.go:f1"]])
        #expect(changes(["start", "delete"], from: old, to: old) == [])
    }

    @Test("where counters of a run were lost it is uncertain what it reaches less, whichever scenario lost them")
    func uncertain() {
        let old = side([trial(1, "s/one", [0])])
        let rows: [(trials: [CoveredTrial], isUncertain: Bool)] = [
            ([trial(1, "s/one", [])], false), ([trial(1, "s/one", [], lost: ["killed"])], true),
            ([trial(1, "s/two", [], lost: ["killed"])], true),
            ([trial(1, "s/one", []), trial(2, "s/two", [], lost: ["killed"])], true),
            ([trial(1, "s/one", []), trial(2, "s/crash", [], lost: ["killed"], crash: true)], false),
            ([trial(1, "s/one", [], lost: ["killed"], crash: true)], true),
        ]
        for row in rows {
            let there = changes(["start"], from: old, to: side(row.trials))
            #expect(there.map(\.isUncertain) == [row.isUncertain], "\(row.trials.map(\.scenario))")
            let back = changes(["start"], from: side(row.trials), to: old)
            #expect(back.map { $0.gained.count } == [1] && back.map(\.isUncertain) == [false])
        }
        #expect(changes(["start"], from: side(rows[1].trials), to: old).map(\.isGainUncertain) == [true])
        #expect(changes(["start"], from: side(rows[0].trials), to: old).map(\.isGainUncertain) == [false])
    }

    @Test("what only one build has is no change of reach: another language, a function that was renamed")
    func builds() {
        let old = side([trial(1, "s/one", [0, 1, 2, 3])])
        let other = build([("start", 1)])
        #expect(changes(["start", "delete"], from: old, to: side([trial(1, "s/one", [0])], other)) == [])
        var rust = whole
        for place in rust.functions.indices { rust.functions[place].file = "src/start.rs" }
        #expect(changes(["start", "delete"], from: old, to: side([trial(1, "s/one", [])], rust)) == [])
        // A function that only moved within its file is the same one.
        var moved = whole
        for place in moved.functions.indices { moved.functions[place].line += 40 }
        #expect(
            changes(["start"], from: old, to: side([trial(1, "s/one", [1])], moved)).map { names($0.lost) } == [
                ["start.go:f0"]
            ])
    }

    @Test("lost one way is gained the other way", arguments: 1...UInt64(40))
    func mirrored(_ seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        func some() -> CoverageSide {
            side(
                (1...4).map { number in
                    trial(
                        number, "s/\(Int.random(in: 0..<6, using: &random))",
                        (0..<4).filter { _ in Bool.random(using: &random) })
                })
        }
        let (a, b) = (some(), some())
        let (there, back) = (
            changes(["start", "delete"], from: a, to: b), changes(["start", "delete"], from: b, to: a)
        )
        #expect(there.map(\.path) == back.map(\.path))
        #expect(there.map(\.lost) == back.map(\.gained) && there.map(\.gained) == back.map(\.lost))
    }
}
