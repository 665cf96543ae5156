import Testing

@testable import understudy

@Suite("Which daemons an intermittent fault strikes")
struct ChanceTests {
    @Test("about as many as the probability says, and the same ones for the same seed", arguments: [0.02, 0.1, 0.5])
    func share(_ probability: Double) {
        let ids = (0..<4000).map { "k3f9at\($0)-main" }
        let struck = ids.filter { Chance.strikes(probability, seed: 7, $0) }
        #expect(struck == ids.filter { Chance.strikes(probability, seed: 7, $0) })
        #expect(struck != ids.filter { Chance.strikes(probability, seed: 8, $0) })
        // Six standard deviations.
        let deviation = (4000 * probability * (1 - probability)).squareRoot()
        #expect(abs(Double(struck.count) - 4000 * probability) < 6 * deviation)
    }

    /// `-v` names no container: with one draw for all of them a rare fault struck always or, as it was found, never.
    @Test("a question without a container strikes in some trials and not in others")
    func questions() {
        let staging = Staging(shim: "/x", fault: "cli/version-fails", probability: 0.1, seed: 7)
        let question = Question(Invocation(["-v"]), staging)
        let struck = (0..<400).count { Chance.strikes(0.1, seed: 7, question.asked(in: "/trials/t\($0)")) }
        #expect((10...80).contains(struck), "\(struck)")
        #expect(Question(Invocation(["-id", "a", "-info"]), staging).asked(in: "/trials/t1") == "a")
    }

    @Test("certain is always, impossible never")
    func ends() {
        #expect(Chance.strikes(1, seed: 0, "a"))
        #expect(!Chance.strikes(0, seed: 0, "a"))
    }

    @Test("only the nth of what would have been something counts")
    func nth() {
        let third = Occasions(nth: 3)
        let seen = [1, nil, 2, nil, 3, 4, nil, 5].map { third.taken($0) }
        #expect(seen == [nil, nil, nil, nil, 3, nil, nil, nil])
        let all = Occasions(nth: nil)
        #expect([1, nil, 2].map { all.taken($0) } == [1, nil, 2])
    }
}
