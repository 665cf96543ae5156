import Drivers
import Host
import Recordings
import Synchronization
import Testing

@Suite("Looking in the middle of a trial") struct LookingTests {
    @Test("a pid has the name that was bound last, and a look is recorded with its step")
    func looks() {
        let observations = Mutex<[Observation]>([])
        let recorder = Recorder { observation in observations.withLock { $0.append(observation) } }
        for (value, name) in [("7", "pid:old"), ("7", "pid:main"), ("x", "pid:none"), ("8", "shim:main")] {
            recorder.record(.bound(Binding(kind: .pid, value: value, name: name)), at: 1)
        }
        recorder.record(.bound(Binding(kind: .id, value: "9", name: "main")), at: 1)
        #expect(recorder.pidNames == [7: "pid:main", 8: "shim:main"])
        let observer = HostObserver(before: nil) { TrialScope(nonce: "no-such-nonce") }
        let step = StepReference(subject: "run", name: ["observe"])
        recorder.look([.host, .footprint], through: observer, step: step)
        let seen = observations.withLock { $0 }.suffix(from: 5)
        // Nobody looked at the host before, so there is no difference to be told.
        #expect(seen.count == 1 && seen.first?.step == step)
        if case .footprint? = seen.first?.what {} else { Issue.record("no footprint") }
    }
}
