import Testing

@testable import Runs

@Suite("How many lanes") struct LanesTests {
    @Test(
        "as many as processors and memory allow, at least one",
        arguments: [(2, 8 << 30, 2), (2, 100 << 20, 1), (64, 64 << 30, 16), (8, 512 << 20, 4), (1, 0, 1)])
    func fitting(processors: Int, bytes: Int, lanes: Int) {
        #expect(Lanes.fitting(processors: processors, availableBytes: UInt64(bytes)) == lanes)
    }

    @Test("what the kernel says is available is read in bytes")
    func available() {
        #expect(Lanes.available("MemTotal: 9 kB\nMemAvailable:   4096 kB\nBuffers: 1 kB\n") == 4 << 20)
        #expect(Lanes.available("MemTotal: 9 kB\n") == 0)
        #expect(Lanes.available("MemAvailable: lots\n") == 0)
    }
}
