import Documents
import Testing

@testable import Matrices

@Suite("Understudies of contenders")
struct UnderstudyTests {
    static let written: [(yaml: String, understudy: Understudy)] = [
        ("none", Understudy()),
        ("exit/zero-for-killed", Understudy(fault: "exit/zero-for-killed")),
        ("{ fault: none }", Understudy()),
        (
            "{ fault: time/create, with: { percent: 15 }, probability: 0.1, nth: 3, seed: 9 }",
            Understudy(fault: "time/create", with: ["percent": "15"], probability: 0.1, nth: 3, seed: 9)
        ),
    ]

    @Test("a matrix names one by a word or a map", arguments: written)
    func reads(_ c: (yaml: String, understudy: Understudy)) throws {
        let text = "contenders:\n  a: { shim: /bin/s, understudy: \(c.yaml) }\n"
        let file = MatrixFile.load(Array(text.utf8), file: "m.yaml", folder: "/")
        try #require(file.diagnostics.map(\.description) == [])
        #expect(file.matrix?.contenders[0].understudy == c.understudy)
    }

    @Test(
        "what can't be is refused where it stands",
        arguments: [
            ("{ with: { a: b } }", "fault"), ("{ fault: a/b, probability: 2 }", "0 to 1"),
            ("{ fault: a/b, nth: 0 }", "'nth'"), ("{ fault: a/b, chance: 1 }", "chance"), ("[]", "understudy"),
        ])
    func refuses(_ yaml: String, _ words: String) {
        let text = "contenders:\n  a: { shim: /bin/s, understudy: \(yaml) }\n"
        let file = MatrixFile.load(Array(text.utf8), file: "m.yaml", folder: "/")
        #expect(file.diagnostics.contains { $0.description.contains(words) }, "\(file.diagnostics)")
    }

    @Test("the command line names one with its parameters, and the contender's name tells it")
    func argument() throws {
        let text =
            "shim=/usr/bin/containerd-shim-runc-v2,understudy=time/create:percent=15:probability=0.5:nth=2:seed=4"
        let contender = try ContenderArgument.contender(text, for: .candidate, in: nil, folder: "/")
        #expect(contender.name == "runc-v2-understudy")
        #expect(
            contender.understudy
                == Understudy(fault: "time/create", with: ["percent": "15"], probability: 0.5, nth: 2, seed: 4))
        #expect(
            contender.understudy?.summary == "commits time/create (percent 15), with probability 0.5, on occasion 2")
        let plain = try ContenderArgument.contender(
            "shim=/s,understudy=none,name=n", for: .baseline, in: nil, folder: "/")
        #expect(plain.name == "n" && plain.understudy == Understudy())
    }

    @Test("a malformed one is refused", arguments: ["a/b:x", "a/b:nth=0", "a/b:probability=7", "a/b:seed=-1"])
    func malformed(_ text: String) {
        #expect(throws: MatrixError.self) {
            try ContenderArgument.contender("shim=/s,understudy=\(text)", for: .baseline, in: nil, folder: "/")
        }
    }
}
