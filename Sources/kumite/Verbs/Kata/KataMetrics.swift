import ArgumentParser
import Documents
import Kata

/// `kumite kata metrics A B`: what two answers with metrics offer.
struct KataMetrics: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "metrics", abstract: "Compares two answers with metrics: families, types, labels, items, units.",
        discussion: """
            Each is a file in Prometheus' text form, as a management endpoint or kata-monitor answers it; - is standard input.
            Values are a moment's and are not compared.

            Prints a line a difference, nothing if there is none. Exits 1 if there is one.
            """)

    @Option(help: "The shim that answered first, like go@4.1.0: some units follow from it.")
    var from: String?

    @Option(help: "The shim that answered second.")
    var to: String?

    @Flag(help: "Print the differences as one JSON list.")
    var json = false

    @Argument(help: "The answer to compare with.", completion: .file())
    var baseline: String

    @Argument(help: "The answer to compare.", completion: .file())
    var candidate: String

    func validate() throws {
        if baseline == "-", candidate == "-" { throw ValidationError("only one of the two can be standard input") }
    }

    func run() throws {
        let languages = (
            try from.map { try KataLibrary.release($0, "--from").language },
            try to.map { try KataLibrary.release($0, "--to").language }
        )
        let (old, new) = (try read(baseline), try read(candidate))
        let told = MetricComparison(old, new, languages: languages).differences
        if json {
            Output.json(told)
        } else {
            for one in told {
                let note = one.note.isEmpty ? "" : " (\(one.note))"
                let name = one.family.isEmpty ? "" : "\(one.family) "
                Output.text(
                    Diagnostic.escaped(
                        "\(name)\(one.aspect.rawValue): \(one.baseline) there, \(one.candidate) here\(note)"))
            }
        }
        if !told.isEmpty { throw ExitCode(1) }
    }

    private func read(_ path: String) throws -> Exposition {
        let answer = Exposition(try KataFiles.stream(path, limit: Exposition.byteLimit))
        guard !answer.samples.isEmpty else {
            throw Failure(
                doing: "reading", to: path, why: "it holds no metrics",
                now: "give the answer of /metrics as text", exit: Failure.usage)
        }
        for trouble in answer.troubles.prefix(20) {
            Output.error(Diagnostic.escaped("\(path):\(trouble.line): \(trouble.why)"))
        }
        return answer
    }
}
