import Testing

/// In processes of their own: a reaper takes every child's end, and being a subreaper can't be undone.
@Suite struct ReaperTests {
    @Test func ownAndOrphanedAreToldApart() async throws {
        let ran = try await fixture("orphans")
        #expect(
            ran.lines.prefix(3) == ["own exited(3) true", "orphan exited(7) true true", "next signalled(9)"])
        #expect(ran.lines.last?.contains("has one already") == true)
    }

    @Test func noneIsLostInAStorm() async throws {
        let ran = try await fixture("storm")
        #expect(ran.lines == ["own 200", "orphans 180", "left 0"])
    }

    @Test func failedStartsAreNobodysEnd() async throws {
        #expect(try await fixture("failures-reaped").lines == ["strangers 0"])
    }

    @Test func orphansCanBeAdopted() async throws {
        #expect(try await fixture("adopt").lines == ["adopted true", "ended exited(9)", "again true"])
    }
}
