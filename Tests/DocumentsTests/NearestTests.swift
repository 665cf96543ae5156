import Documents
import Testing

@Suite("The nearest name")
struct NearestTests {
    @Test(
        "a slip finds the name that was meant",
        arguments: [
            ("kil", "kill"), ("kilk", "kill"), ("wiat", "wait"), ("Kill", "kill"), ("concurently", "concurrently"),
            ("exce", "exec"), ("deelte", "delete"),
        ])
    func near(word: String, name: String) {
        let verbs = ["kill", "wait", "exec", "delete", "concurrently", "state"]
        #expect(nearest(to: word, among: verbs) == name)
    }

    @Test("what is far from everything finds nothing", arguments: ["crash", "x", "", "observe", "signal"])
    func far(word: String) {
        #expect(nearest(to: word, among: ["kill", "wait", "exec", "delete", "state"]) == nil)
    }

    @Test("of names that are equally near the first is taken")
    func ties() {
        #expect(nearest(to: "bat", among: ["cat", "hat"]) == "cat")
    }
}

@Suite("Quantities")
struct QuantityTests {
    @Test(
        "times",
        arguments: [
            ("100ms", 100_000_000), ("2s", 2_000_000_000), ("1m", 60_000_000_000), ("1h", 3_600_000_000_000),
            ("5us", 5000), ("7ns", 7), ("0s", 0), ("24h", 86_400_000_000_000),
        ] as [(String, UInt64)])
    func times(text: String, nanoseconds: UInt64) {
        #expect(Quantity.nanoseconds(text) == nanoseconds)
    }

    @Test(
        "what is no time",
        arguments: ["", "1", "s", "1.5s", "-1s", "2 s", "25h", "99999999999999999999s", "18446744073709551615h", "١s"])
    func noTimes(text: String) {
        #expect(Quantity.nanoseconds(text) == nil)
    }

    @Test(
        "amounts of memory",
        arguments: [("64Mi", 67_108_864), ("1Ki", 1024), ("4096", 4096), ("2Gi", 2_147_483_648)] as [(String, Int64)])
    func memory(text: String, bytes: Int64) {
        #expect(Quantity.bytes(text) == bytes)
    }

    @Test("what is no amount", arguments: ["", "64MB", "64 Mi", "-1", "9999999999Ti", "Mi"])
    func noMemory(text: String) {
        #expect(Quantity.bytes(text) == nil)
    }
}
