import Facets
import Recordings
import Scenarios
import Testing

@Suite("What scenarios may expect is what derive shows")
struct FacetRulesTests {
    private static let actions: [Action] = [
        .create(main), .start(main), .exec(cat, ProcessSpec(arguments: ["probe"])), .wait(main), .ready(main),
        .kill(main, signal: 9, all: false), .delete(main), .state(main), .pids(main), .pause(main), .resume(main),
        .stats(main), .update(main, ResourceSpec(pids: 1)), .resize(main, columns: 1, rows: 1), .write(main, []),
        .close(main), .connect(main), .shutdown(main, now: false), .cli(ShimCommand(arguments: ["-v"])),
        .cli(ShimCommand(arguments: ["delete"], about: main)),
    ]

    @Test("every facet of a step is shown, if only as not reached, and declared", arguments: actions)
    func steps(action: Action) {
        let planned = step(action)
        let facets = derive(Recording(scenario: scenario([planned]), observations: [])).facets
        for facet in FacetRules.facets(of: action) {
            let path = planned.path.appending(facet.path)
            #expect(facets[path] == .unreached(step: planned.path.description), "\(path)")
            #expect(Catalogue.shim.entry(for: path) != nil, "\(path)")
        }
    }

    @Test("every facet of the whole is shown and declared")
    func whole() {
        let facets = derive(Recording(scenario: scenario([]), observations: [])).facets
        for facet in FacetRules.facets(ofSubjects: ["main"]) {
            #expect(facets[facet.path] != nil, "\(facet.path)")
            #expect(Catalogue.shim.entry(for: facet.path) != nil, "\(facet.path)")
        }
    }

    @Test("every code of gRPC has the name that scenarios spell", arguments: Int32(1)...16)
    func codes(code: Int32) throws {
        var trial = RecordingBuilder()
        trial.step("main", "kill") { $0.call("Kill", $1, .refused(code: code, message: "", details: RawBytes())) }
        let steps = [step(.kill(main, signal: 9, all: false))]
        let facets = derive(Recording(scenario: scenario(steps), observations: trial.observations)).facets
        guard case .seen(.text(let name))? = facets[FacetPath("main", "kill", "error")] else {
            Issue.record("no error")
            return
        }
        #expect(FacetRules.codes.contains(name))
        #expect(FacetRules.codes.firstIndex(of: name) == Int(code) - 1)
    }

    @Test("every state of a task has the name that scenarios spell", arguments: 0...5)
    func statuses(number: Int) {
        var trial = RecordingBuilder()
        trial.step("main", "state") { trial, step in
            trial.call("State", step, answer { $0.varint(4, UInt64(number)) })
        }
        let facets = derive(Recording(scenario: scenario([step(.state(main))]), observations: trial.observations))
            .facets
        guard case .seen(.text(let name))? = facets[FacetPath("main", "state", "status")] else {
            Issue.record("no status")
            return
        }
        #expect(FacetRules.statuses.contains(name))
    }
}
