package import Facets
import Foundation
package import Recordings
import Scenarios

/// Reads a run folder; everything in it is hostile: bounded, checked, no link followed.
package struct RunReader: Sendable {
    package let path: String
    let root: HostileFolder

    /// - Throws: `ArchiveError` when it is no archive, damaged, or of a newer format.
    package init(at path: String) throws {
        self.path = path
        root = try HostileFolder(path)
        _ = try header()
    }

    /// What the run was made with.
    package func header() throws -> RunHeader {
        struct Probe: Decodable { var format: Int }
        guard let bytes = try root.read("run.json", limit: RunLimits.header) else {
            throw ArchiveError(
                kind: .unavailable, doing: "opening the run", to: path, why: "it has no run.json",
                now: "name the folder of a run, as `kumite run` printed it")
        }
        let probe: Probe = try decode(bytes, "run.json")
        guard probe.format <= RunHeader.currentFormat else {
            throw ArchiveError(
                kind: .newer, doing: "opening the run", to: path,
                why: "its format is \(probe.format); this Kumite reads up to \(RunHeader.currentFormat)",
                now: "use the Kumite that wrote it, or a newer one")
        }
        guard probe.format >= 0 else { throw root.damaged("run.json", "its format is \(probe.format)") }
        return try decode(bytes, "run.json")
    }

    /// Whether a process is writing the run: it holds the journal's lock.
    package func isBeingWritten() -> Bool { root.isLocked("journal.jsonl") }

    /// The observations of a trial, in the order of their numbers; empty when it was never begun.
    package func observations(of trial: Int) throws -> [Observation] {
        let name = RunPaths.trialName(trial)
        guard let folder = try root.folder("trials"),
            let bytes = try folder.read(name, limit: RunLimits.trial, lineLimit: RunLimits.line)
        else {
            return []
        }
        var all: [Observation] = []
        for (number, line) in wholeLines(bytes).enumerated() {
            do {
                all.append(try ObservationLine.decode(line))
            } catch {
                throw folder.damaged(name, "line \(number + 1): \(error)")
            }
            guard all.count < 2 || all[all.count - 2].number < all[all.count - 1].number else {
                throw folder.damaged(name, "line \(number + 1): its number does not follow the one before")
            }
        }
        return all
    }

    /// A facet set by its name; what it holds is held against that name.
    package func facets(named digest: String) throws -> FacetSet {
        let bytes = try named(digest, in: "sets", limit: RunLimits.set)
        do {
            return try FacetSet(canonical: bytes)
        } catch {
            throw root.damaged("sets/\(digest)", "\(error)")
        }
    }

    /// A blob by its name; what it holds is held against that name.
    package func blob(named digest: String) throws -> [UInt8] {
        try named(digest, in: "blobs", limit: RunLimits.blob)
    }

    /// Measures and evidence of every trial that has them, by number; of two lines for one trial, the last.
    package func measures() throws -> [Int: MeasuresLine] {
        var all: [Int: MeasuresLine] = [:]
        try eachLine("measures.jsonl", limit: RunLimits.measures, of: MeasuresLine.self) { line, number in
            // No clock gives these; a median over them would be nonsense without a word.
            guard let odd = line.measures.first(where: { !$0.value.isFinite || $0.value < 0 }) else {
                all[line.trial] = line
                return
            }
            throw root.damaged(
                "measures.jsonl",
                "line \(number): trial \(line.trial) has the value \(odd.value) for \"\(Escaping.text(odd.name, limit: 80))\""
            )
        }
        return all
    }

    private func named(_ digest: String, in folder: String, limit: Int) throws -> [UInt8] {
        guard RunPaths.isDigest(digest) else {
            throw root.damaged(folder, "\"\(Escaping.text(digest, limit: 80))\" is not the name of a file in it")
        }
        guard let bytes = try root.folder(folder)?.read(digest, limit: limit) else {
            throw root.damaged("\(folder)/\(digest)", "it is not there")
        }
        guard SHA256.digest(of: bytes).hexadecimal == digest else {
            throw root.damaged("\(folder)/\(digest)", "its bytes do not have the digest that it is named after")
        }
        return bytes
    }

    /// The values of a file of lines; a last line without its end is dropped, any other that is wrong is damage.
    func lines<Value: Decodable>(_ name: String, limit: Int, of type: Value.Type) throws -> [Value] {
        var values: [Value] = []
        try eachLine(name, limit: limit, of: type) { value, _ in values.append(value) }
        return values
    }

    /// The same one after another, with their lines' numbers.
    private func eachLine<Value: Decodable>(
        _ name: String, limit: Int, of type: Value.Type, _ body: (Value, _ number: Int) throws -> Void
    ) throws {
        let decoder = JSONDecoder()
        try root.eachLine(name, limit: limit, lineLimit: RunLimits.line) { line, number in
            try body(decode(line, name, line: number, by: decoder), number)
        }
    }

    /// How much of a file is whole lines; nil when all of it is.
    func wholeLength(of name: String) throws -> Int? {
        try root.wholeLength(of: name, limit: RunLimits.measures)
    }

    private func wholeLines(_ bytes: [UInt8]) -> [ArraySlice<UInt8>] {
        guard let end = bytes.lastIndex(of: 0x0a) else { return [] }
        return bytes[...end].split(separator: 0x0a, omittingEmptySubsequences: true)
    }

    private func decode<Value: Decodable>(
        _ bytes: some Sequence<UInt8>, _ name: String, line: Int? = nil, by decoder: JSONDecoder = JSONDecoder()
    ) throws -> Value {
        do {
            return try decoder.decode(Value.self, from: Data(bytes))
        } catch {
            throw root.damaged(name, (line.map { "line \($0): " } ?? "") + Self.brief(error))
        }
    }

    /// What a decoder said, bounded and without what it read.
    private static func brief(_ error: any Error) -> String {
        guard let error = error as? DecodingError else { return "it is not JSON" }
        switch error {
        case .keyNotFound(let key, _): return "the member \(key.stringValue.prefix(64)) is missing"
        case .typeMismatch(_, let context), .valueNotFound(_, let context), .dataCorrupted(let context):
            let place = context.codingPath.suffix(6).map { String($0.stringValue.prefix(64)) }.joined(separator: ".")
            return place.isEmpty ? "it is malformed" : "\(place) is malformed"
        @unknown default: return "it is malformed"
        }
    }
}
