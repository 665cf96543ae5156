import Recordings
import Scenarios
import Testing

/// What needs a real shim; one after another, since each looks at the host.
@Suite("Real shims", .serialized, .enabled(if: Real.canRun), .timeLimit(.minutes(5))) struct RealShims {
    /// The four calls of a process that ends by itself.
    static func lifeCycle(_ subject: Subject = main, exit: String = "0") -> [Step] {
        [
            .do(.create(subject)), .do(.start(subject)), .do(.wait(subject), expect: ["exit": .scalar(exit)]),
            .do(.delete(subject)),
        ]
    }

    @Test("a plain life-cycle meets what is demanded and leaves nothing")
    func plain() async throws {
        let tried = try await attempt(.of([.main("exit", "7")], Self.lifeCycle(exit: "7")))
        tried.expectClean()
        #expect(tried.text("run/daemon") == "gone")
    }
}

extension Tried {
    /// Expects that all that was demanded holds, Kumite did all that was its own, and nothing was left.
    ///
    /// - Parameter crashed: Whether the shim was killed: then its socket stays, which no `delete` of Debian's removes.
    func expectClean(crashed: Bool = false, _ location: SourceLocation = #_sourceLocation) {
        expectMet(location)
        let left = left.filter { !crashed || !$0.hasPrefix("socket /run/containerd/s/") }
        #expect(left == [], "\(story)", sourceLocation: location)
    }

    /// Expects that all that was demanded holds, and that Kumite did all that was its own.
    func expectMet(_ location: SourceLocation = #_sourceLocation) {
        let (unmet, infrastructure, story) = (unmet, infrastructure, story)
        #expect(unmet == [], "\(story)", sourceLocation: location)
        #expect(infrastructure == [], sourceLocation: location)
    }
}
