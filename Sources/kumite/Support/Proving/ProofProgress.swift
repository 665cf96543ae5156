import Foundation
import Linux
import Proofs
import Runs

/// What is known of a proof that goes on, as its folder keeps it: what it was called with, and what came of it so far.
struct ProofProgress: Codable {
    /// The words behind `kumite prove`.
    var arguments: [String]
    /// The programs that prove it, as `programs()` tells them.
    var programs: [String]
    var record: ProofRecord

    /// Kumite and its understudy, told by size and time: to digest what is built for debugging takes minutes.
    static func programs() async throws -> [String] {
        try [ThisProcess.program, try await FaultCatalogue.read(beside: ThisProcess.program).program].map { path in
            let all = try FileManager.default.attributesOfItem(atPath: path)
            return "\(path) (\(all[.size] ?? 0) bytes, of \(all[.modificationDate] ?? "an unknown time"))"
        }
    }

    private static let file = "progress.json"
    private static let mostBytes = 64 << 20

    /// Writes it beside its place first: whatever ends the proof leaves the one before.
    func keep(in folder: String) throws {
        let path = "\(folder)/\(Self.file)"
        try Files.write(path + ".new", [UInt8](try JSONEncoder().encode(self)))
        guard rename(path + ".new", path) == 0 else {
            throw Failure(
                doing: "keeping", to: path, why: String(cString: strerror(errno)), now: "free the disk, and go on",
                exit: Failure.machine)
        }
    }

    /// Goes on only with what the proof was begun with; another shim or build would be proved by halves.
    ///
    /// - Throws: A `Failure` that names what is another now.
    func check(against now: ProofRecord, _ programs: [String]) throws {
        let changed =
            [
                ("the contender", record.contender, now.contender), ("Kumite", record.kumite, now.kumite),
                ("the library's digest", record.library, now.library),
                ("the programs", self.programs.joined(separator: ", "), programs.joined(separator: ", ")),
            ].first { $0.1 != $0.2 }
        guard let (what, old, new) = changed else { return }
        throw Failure(
            doing: "going on with", to: "a proof", why: "\(what) was \(old), and is \(new) now",
            now: "begin it again with --out", exit: Failure.usage)
    }

    /// - Throws: A `Failure` when there is none, or none that can be read.
    static func read(_ folder: String) throws -> ProofProgress {
        let path = "\(folder)/\(file)"
        do {
            let read = try Files.read(path, limit: mostBytes)
            return try JSONDecoder().decode(ProofProgress.self, from: Data(read.bytes))
        } catch {
            throw Failure(
                doing: "going on with", to: "the proof \(folder)", why: "\(path) can't be read: \(error)",
                now: "begin it again with --out", exit: Failure.usage)
        }
    }
}
