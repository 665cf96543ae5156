import Linux
import Testing

@Suite struct StampTests {
    @Test func neverGoesBack() {
        let stamps = (0..<1000).map { _ in Stamp.now }
        #expect(stamps == stamps.sorted())
        #expect(Stamp(nanoseconds: 5).nanoseconds(since: Stamp(nanoseconds: 3)) == 2)
        #expect(Stamp(nanoseconds: 3).nanoseconds(since: Stamp(nanoseconds: 5)) == 0)
    }

    @Test(arguments: [
        (UInt64(0), Duration.seconds(1), UInt64(1_000_000_000)), (7, .nanoseconds(5), 12), (7, .zero, 7),
        (7, .seconds(-1), 7), (7, .nanoseconds(-1), 7), (7, .seconds(Int64.max), .max), (.max, .nanoseconds(1), .max),
        (0, .milliseconds(1500), 1_500_000_000),
    ])
    func advances(from: UInt64, by duration: Duration, to: UInt64) {
        #expect(Stamp(nanoseconds: from).advanced(by: duration).nanoseconds == to)
    }

    @Test func anchorsAreOfOneMoment() {
        let before = Stamp.now.nanoseconds
        let anchors = ClockAnchors.read()
        let after = Stamp.now.nanoseconds
        #expect(before <= anchors.monotonic && anchors.monotonic <= after)
        // The boot clock goes on while the host sleeps, the monotonic one does not.
        #expect(anchors.boot + anchors.spread >= anchors.monotonic)
        // 2020-01-01.
        #expect(anchors.wall > 1_577_836_800_000_000_000)
    }
}
