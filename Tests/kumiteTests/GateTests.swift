import Foundation
import Linux
import Testing

extension RealRuns {
    /// Judging a run again, and writing down what is known.
    @Suite("Gate and ledger") struct Gates {
        @Test("a run is judged again by other terms without a trial, and a waiver that is written lets it pass")
        func again() async throws {
            try await withStubs { stubs in
                let out = "runs/first"
                try Files.makeDirectories("\(stubs.folder)/runs")
                let wrong = try stubs.contender("wrong-exit") + ",release=stub@2.1.0"
                let first = try await spar(
                    stubs.contender("ok"), wrong, in: stubs.folder, ["--cgroups", "host", "--json"], out: out)
                #expect(first.code == 1, "\(first.stderr)")
                let journal = try Files.read("\(stubs.folder)/\(out)/journal.jsonl", limit: 8 << 20).bytes
                func gate(_ arguments: String...) async throws -> Ran {
                    try await runKumite(["gate"] + arguments, in: stubs.folder)
                }
                let own = try await gate(out, "--json")
                #expect(own.code == 1 && own.stdout == first.stdout)
                #expect(try await gate(out, "--policy", "vendor").code == 1)
                let unknown = try await gate(out, "--policy", "vendr")
                #expect(unknown.code == 64 && unknown.stderr.contains("did you mean vendor?"))

                let findings = try #require(try own.json()["findings"] as? [[String: Any]])
                let blocking = findings.filter { $0["blocks"] as? Bool == true }.compactMap { $0["id"] as? String }
                #expect(!blocking.isEmpty)
                try Files.write("\(stubs.folder)/mine.yaml", Array("# Mine.\n".utf8))
                let words = [
                    "--owner", "me", "--reason", "a stub \"is\" wrong", "--link", "kata#1", "--file", "mine.yaml",
                ]
                // A demand that is broken stays so whatever a ledger says.
                let legal = try await runKumite(
                    ["ledger", "add", blocking[0], "--status", "legal"] + words, in: stubs.folder)
                #expect(legal.code == 64 && legal.stderr.contains("never legal"), "\(legal.stderr)")
                var open = blocking
                var added = 0
                while let id = open.popLast(), added < 5 {
                    let refused = try await runKumite(
                        ["ledger", "add", id, "--status", "waived"] + words, in: stubs.folder)
                    #expect(refused.code == 64 && refused.stderr.contains("--expires"))
                    let written = try await runKumite(
                        ["ledger", "add", id, "--status", "waived", "--expires", "2999-12-31"] + words,
                        in: stubs.folder)
                    #expect(written.code == 0, "\(written.stderr)")
                    #expect(written.stdout.contains("contenders: \"stub@2.1.0\""), "\(written.stdout)")
                    added += 1
                    // The exit status that delete tells follows from it, and is no longer folded under what is waived.
                    open += written.stderr.split(separator: "\n").filter { $0.contains("stands for itself") }
                        .compactMap { $0.split(separator: " ").last.map(String.init) }
                }
                #expect(added > blocking.count)
                let ledger = try Files.read("\(stubs.folder)/mine.yaml", limit: 1 << 20).bytes
                #expect(String(decoding: ledger, as: UTF8.self).hasPrefix("# Mine.\n- facet: "))
                #expect(try await runKumite(["check", "mine.yaml"], in: stubs.folder).code == 0)

                let waived = try await gate(out, "--ledger", "mine.yaml")
                #expect(waived.code == 0, "\(waived.stdout)")
                #expect(waived.stdout.contains("waived by me for stub@2.1.0"))
                // The vendor's policy honours nobody.
                #expect(try await gate(out, "--ledger", "mine.yaml", "--policy", "vendor").code == 1)
                #expect(try Files.read("\(stubs.folder)/\(out)/journal.jsonl", limit: 8 << 20).bytes == journal)
            }
        }
    }
}
