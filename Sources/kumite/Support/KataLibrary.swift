import Documents
import Foundation
import Kata
import Linux

/// What is known of Kata's keys: `Matrix/kata-keys/` of the library, and a folder of the user's beside it.
struct KataLibrary {
    var tables: [KeyTable]
    var changes: KeyChanges

    /// - Throws: A `Failure` that lists everything that is wrong with the files.
    static func find(adding folder: String?) throws -> KataLibrary {
        let own = "\(try Library.find().folder)/Matrix/kata-keys"
        var tables: [KataVersion: KeyTable] = [:]
        var changes = KeyChanges()
        for folder in [own] + (folder.map { [$0] } ?? []) {
            let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
            guard !names.isEmpty else {
                throw Failure(
                    doing: "looking for", to: "tables of Kata's keys", why: "\(folder) is not there, or empty",
                    now: "install kumite with its share folder, or name a folder with VERSION.yaml files",
                    exit: Failure.usage)
            }
            for name in names.sorted() where name.hasSuffix(".yaml") {
                let path = "\(folder)/\(name)"
                let bytes = try Library.read(path)
                if name == "changes.yaml" {
                    let file = KeyChangesFile.load(bytes, file: path)
                    try Library.refuse(file.diagnostics, path)
                    changes.add(file.changes)
                } else {
                    let file = KeyTableFile.load(bytes, file: path)
                    try Library.refuse(file.diagnostics, path)
                    if let table = file.table { tables[table.version] = table }
                }
            }
        }
        return KataLibrary(tables: tables.values.sorted { $0.version < $1.version }, changes: changes)
    }

    /// What is wrong with a file of `Matrix/kata-keys/`; nil for one that lies elsewhere.
    static func problems(_ bytes: [UInt8], file: String) -> [Diagnostic]? {
        let parts = URL(fileURLWithPath: file).standardizedFileURL.pathComponents
        guard parts.dropLast().last == "kata-keys" else { return nil }
        return parts.last == "changes.yaml"
            ? KeyChangesFile.load(bytes, file: file).diagnostics : KeyTableFile.load(bytes, file: file).diagnostics
    }

    /// A release as the command line names it.
    static func release(_ text: String, _ option: String) throws -> ShimRelease {
        guard let release = ShimRelease(text) else {
            throw Failure(
                doing: "reading", to: "\(option) \(text)", why: "it is no shim of a release",
                now: "write go@VERSION or rust@VERSION, like go@4.1.0", exit: Failure.usage)
        }
        return release
    }
}
