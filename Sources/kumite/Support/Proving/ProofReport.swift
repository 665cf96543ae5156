import Linux
import Proofs
import Reports

/// The folder of a proof, and what of it is written and printed.
struct ProofReport {
    let folder: String

    /// Makes the folder.
    ///
    /// - Throws: A `Failure` when it is there already.
    init(making folder: String, inRuns: Bool) throws {
        if inRuns { try Files.makeDirectories("runs") }
        guard !Files.exists(folder) else {
            throw Failure(
                doing: "making", to: "the proof's folder \(folder)", why: "it is there already",
                now: "name another with --out", exit: Failure.usage)
        }
        for part in ["faults", "fault-free", "intermittent"] { try Files.makeDirectories("\(folder)/\(part)") }
        self.folder = folder
    }

    /// Goes on in a folder that is there.
    init(in folder: String) {
        self.folder = folder
    }

    func write(_ record: ProofRecord) throws {
        for (name, text) in [
            ("proof.json", renderProofJSON(record)), ("proof.txt", renderProof(record)),
            ("proof.md", renderProofMarkdown(record)), ("proof.html", renderProofHTML(record)),
        ] {
            try Files.write("\(folder)/\(name)", Array(text.utf8))
        }
    }

    func show(_ record: ProofRecord, json: Bool) {
        guard !json else { return Output.text(renderProofJSON(record)) }
        let style = TextStyle(width: Output.isSeen ? ProgressBar.width : 120, colours: Output.isSeen)
        Output.text(renderProof(record, style: style))
        Output.text("\nProof:   \(folder)/proof.json\nReport:  \(folder)/proof.html")
    }
}
