import Foundation
import Linux
import Matrices
import Runs
import Testing

@Suite("What is placed in a run's folder")
struct PlacementTests {
    private let folder = NSTemporaryDirectory() + "kumite-placement-\(UUID().uuidString)"

    private func cell() -> Cell {
        Cell(
            name: "c", baseline: Contender(name: "a", family: "runc", shim: "\(folder)/real-a"),
            candidate: Contender(
                name: "b", family: "runc", shim: "\(folder)/real-b",
                understudy: Understudy(fault: "exit/lost", with: ["a": "b"], probability: 0.5, nth: 2, seed: 3)),
            view: .host, driver: "shim", speaks: "1.6")
    }

    @Test("only contenders with an understudy are started from another path, also the copy of such a baseline")
    func staged() {
        var turned = cell()
        swap(&turned.baseline, &turned.candidate)
        turned = Placement.withCopy(turned, at: 1, in: "/run")
        let cells = Placement.staged([cell(), turned], in: "/run")
        let name = "containerd-shim-understudy-v2"
        #expect(cells[0].baseline == cell().baseline)
        #expect(cells[0].candidate.shim == "/run/placed/0/candidate/\(name)")
        #expect(cells[1].baseline.shim == "/run/placed/1/baseline/\(name)")
        #expect(cells[1].copy?.shim == "/run/placed/1/copy/\(name)")
        #expect(turned.copy?.shim == "/run/placed/1/copy/shim/real-b")
    }

    @Test("orders name the real shim, a second time changes nothing, and afterwards nothing is left")
    func made() async throws {
        try Files.makeDirectories(folder)
        defer { _ = Files.removeTree(folder) }
        for name in ["real-a", "real-b", "understudy"] { try Files.write("\(folder)/\(name)", Array(name.utf8)) }
        let all = [Placement.withCopy(cell(), at: 0, in: folder)]
        for _ in 0..<2 {
            try await Placement.make(for: all, in: folder) { "\(folder)/understudy" }
            let staged = try #require(Placement.staged(all, in: folder).first)
            let orders =
                try JSONSerialization.jsonObject(
                    with: Data(Files.read("\(staged.candidate.shim).json", limit: 4096).bytes)) as? [String: Any]
            #expect(orders?["shim"] as? String == "\(folder)/real-b")
            #expect(orders?["fault"] as? String == "exit/lost" && orders?["nth"] as? Int == 2)
            #expect(orders?["parameters"] as? [String: String] == ["a": "b"])
            #expect(try Files.read(staged.candidate.shim, limit: 100).bytes == Array("understudy".utf8))
            #expect(try Files.read(#require(staged.copy).shim, limit: 100).bytes == Array("real-a".utf8))
        }
        Placement.remove(from: folder)
        #expect(!Files.exists("\(folder)/placed"))
    }

    @Test("no understudy is asked for where no contender has one")
    func unasked() async throws {
        var plain = cell()
        plain.candidate.understudy = nil
        try await Placement.make(for: [plain], in: folder) {
            Issue.record("asked for")
            return ""
        }
    }

    static let refused: [(understudy: Understudy, words: String)] = [
        (Understudy(fault: "exit/lots"), "did you mean 'exit/lost'?"),
        (Understudy(fault: "exit/lost", with: ["y": "1"]), "has no parameter 'y'"),
        (Understudy(fault: "exit/lost", with: ["x": "0"]), "can't be '0'"),
        (Understudy(fault: "exit/lost", with: ["w": "red"]), "it takes blue, green"),
    ]

    @Test("a fault, parameter or value that the understudy does not know is the user's mistake", arguments: refused)
    func refuses(_ c: (understudy: Understudy, words: String)) throws {
        let json = """
            [{"name": "exit/lost", "family": "exit", "title": "t", "because": "b", "deterministic": true,
              "parameters": [{"name": "x", "default": "1", "values": [], "meaning": "m"},
                             {"name": "w", "default": "blue", "values": ["blue", "green"], "meaning": "m"}],
              "expects": {"facets": [], "classes": [], "severity": "major", "step": null}, "scenarios": []}]
            """
        let entries = try JSONDecoder().decode([FaultCatalogue.Entry].self, from: Data(json.utf8))
        let catalogue = FaultCatalogue(entries: entries, program: "/u")
        try catalogue.check(Understudy(), of: "c")
        try catalogue.check(Understudy(fault: "exit/lost", with: ["x": "3", "w": "green"]), of: "c")
        let error = #expect(throws: RunError.self) { try catalogue.check(c.understudy, of: "c") }
        #expect(error?.isUsersMistake == true && error?.description.contains(c.words) == true, "\(error as Any)")
    }
}
