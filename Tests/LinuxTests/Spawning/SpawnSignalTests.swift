import Linux
import Testing

@Suite struct SpawnSignalTests {
    /// Pool threads block nearly everything (SigBlk fffffffe3bfbea27); a child of one must not.
    @Test func childBlocksNothing() async throws {
        let ran = try await run("/bin/cat", ["/proc/self/status"])
        #expect(field("SigBlk", in: ran.output) == "0000000000000000")
        #expect(field("SigIgn", in: ran.output) == "0000000000000000")
    }

    /// The fixture blocks all signals and ignores five of them.
    @Test func childHasDefaultDispositionsWhateverTheParentIgnores() async throws {
        let ran = try await fixture("ignoring")
        #expect(field("SigBlk", in: ran.output) == "0000000000000000")
        #expect(field("SigIgn", in: ran.output) == "0000000000000000")
        #expect(field("SigCgt", in: ran.output) == "0000000000000000")
    }

    /// The calling thread's own mask is as it was.
    @Test func callerKeepsItsMask() throws {
        let before = Signals.blocked
        _ = try? spawn(SpawnRequest("/nonexistent"))
        #expect(Signals.blocked == before)
    }
}
