import Facets
import Recordings
import Testing

@testable import Kata

@Suite("The shim's own time")
struct OwnTimeTests {
    private func measures(_ recording: Recording) -> [String: Double] {
        let all = derive(recording, extractors: [OwnTimeExtractor()]).measures
        return Dictionary(all.map { ($0.name, $0.value) }) { first, _ in first }
    }

    @Test(
        "overlaps count once, and what never ends goes on",
        arguments: [
            ([], 0), ([(10, 20)], 10), ([(10, 20), (15, 30)], 20), ([(10, 20), (40, 50), (12, 14)], 20),
            ([(0, 5), (200, 300)], 5), ([(90, UInt64.max)], 10), ([(0, UInt64.max)], 100), ([(20, 10)], 0),
        ] as [([(UInt64, UInt64)], UInt64)])
    func union(_ parts: [(UInt64, UInt64)], _ covered: UInt64) {
        #expect(Intervals(parts.map { (begin: $0.0, end: $0.1) }).covered(0...100) == covered)
    }

    @Test("of a call what the agent took is taken off; what waits for the guest is not")
    func own() {
        var talk = Talk(pace: 1000)
        let main = talk.id("main")
        talk.task("main", "create", "Create") { talk in
            // A tick to come, one to be answered.
            talk.ask("CreateContainer") { $0.string(1, main) }
            talk.ask("WaitProcess", code: nil) { $0.string(1, main) }
        }
        talk.task("main", "kill", "Kill")
        let all = measures(talk.recording())
        #expect(all["own-create-container"] == 3000)
        #expect(all["reply-create-container"] == 2000)
        #expect(all["own-kill"] == 1000 && all["reply-kill"] == nil)
        #expect(all["own-time"] == 4000 && all["agent-calls"] == 2)
    }

    @Test("a call that the agent never answers leaves nothing of the time after it")
    func unanswered() {
        var talk = Talk(pace: 1000)
        talk.task("main", "create", "Create") { $0.ask("CreateSandbox", code: nil) }
        #expect(measures(talk.recording())["own-create-container"] == 1000)
    }

    @Test("names tell containers and execs apart where there are several, and are declared")
    func names() {
        var talk = Talk(containers: ["web", "job"])
        for subject in ["web", "job", "web.a"] { talk.task(subject, "start", "Start") }
        talk.ask("Check", service: "grpc.Health")
        let all = Set(measures(talk.recording()).keys.filter { $0.contains("own") })
        #expect(all == ["web/own-start", "job/own-start", "own-exec-start", "own-time"])
        let own = measures(Talk.life().recording()).keys.filter { name in
            name == "agent-calls" || ["own-", "reply-", "told"].contains { name.contains($0) }
        }
        #expect(own.count > 8)
        for name in own {
            let path = FacetPath(name.split(separator: "/").map(String.init))
            #expect(Catalogue.shim.entry(for: path)?.comparison == .distribution, "\(name)")
            #expect(Measure.isOfShimAlone(name), "\(name)")
        }
    }

    @Test("from the agent's word to the event")
    func exit() {
        var talk = Talk(pace: 1000)
        let main = talk.id("main")
        talk.ask("WaitProcess") { $0.string(1, main) }
        talk.exit("main")
        #expect(measures(talk.recording())["exit-told"] == 1000)
    }

    @Test("what a trial without a stand-in shows is untouched")
    func none() {
        var talk = Talk()
        talk.task("main", "create", "Create")
        #expect(measures(talk.recording()).keys.allSatisfy { !$0.contains("own") && $0 != "agent-calls" })
    }
}
