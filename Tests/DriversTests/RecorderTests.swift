import Linux
import Recordings
import Synchronization
import Testing

@testable import Drivers

@Suite("Recorder and claims") struct RecorderTests {
    @Test("observations are numbered in the order in which they are handed on, also by many at once")
    func numbers() async {
        let numbers = Mutex<[Int]>([])
        let recorder = Recorder { observation in numbers.withLock { $0.append(observation.number) } }
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<8 {
                group.addTask { for _ in 0..<100 { recorder.record(.mark("m"), at: 1) } }
            }
        }
        #expect(numbers.withLock { $0 } == Array(1...800))
    }

    @Test("a claim is told at once and kept")
    func claims() {
        let told = Mutex<[Claims.Claim]>([])
        let claims = Claims { claim in told.withLock { $0.append(claim) } }
        claims.add(.socket("/a"))
        claims.add(.process(role: "shim:main", ProcessIdentity(pid: 7, startTicks: 9)))
        #expect(told.withLock { $0 }.count == 2)
        #expect(claims.sockets == ["/a"] && claims.pids == [7])
    }
}
