import Drivers
import Recordings
import Testing

@Suite("What a recorder knows of Kumite's own failures")
struct RecorderFailureTests {
    @Test("the first failure of ours is kept, and nothing a contender does is one")
    func firstFailureIsKept() {
        let recorder = Recorder { _ in }
        recorder.record(.violation("theirs"), at: 1)
        recorder.record(.mark("ready"), at: 2)
        #expect(recorder.failure == nil)
        let first = InfrastructureFailure(doing: "making", to: "a fifo", why: "no space")
        recorder.record(.infrastructure(first), at: 3)
        recorder.record(.infrastructure(InfrastructureFailure(doing: "b", to: "c", why: "d")), at: 4)
        #expect(recorder.failure == first)
    }
}
