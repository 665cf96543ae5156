import ArgumentParser
import Foundation
import Kata
import Linux

/// `kumite kata keys`: makes the table of keys of a release.
struct KataKeys: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "keys", abstract: "Makes the table of keys of one release, as Matrix/kata-keys/ has them.",
        discussion: """
            From lists of what the release's parsers take (--facts, --annotations), or from the table of an earlier
            release (--like); the folders with its templates (--go, --rust) say what keys and values its files hold.
            """)

    @Option(help: "The release, like 4.2.0.")
    var release: String

    @Option(help: "A list of keys with tabs: version, section, key, in Go, in Rust, Go's value, Rust's value, note.")
    var facts: String?

    @Option(help: "A list of annotations with tabs: version, name, in Go, in Rust, gate, two constants, note.")
    var annotations: String?

    @Option(help: "The table of an earlier release, for what templates can't tell.")
    var like: String?

    @Option(name: .customLong("go"), help: "The folder with the Go shim's templates.", completion: .directory)
    var goFolder: String?

    @Option(name: .customLong("rust"), help: "The folder with the Rust shim's templates.", completion: .directory)
    var rustFolder: String?

    @Option(
        parsing: .singleValue,
        help: "A section in which the Rust shim refuses unknown keys, like agent. May be given more than once.")
    var strict: [String] = []

    @Option(
        parsing: .singleValue,
        help: "A key that the Rust shim needs, like runtime/name. May be given more than once.")
    var needs: [String] = []

    func validate() throws {
        guard (facts == nil) != (like == nil) else { throw ValidationError("give either --facts or --like") }
        guard KataVersion(release) != nil else { throw ValidationError("--release is a version like 4.2.0") }
        for text in needs where KeyPlace(text) == nil { throw ValidationError("--needs is SECTION/KEY, not \(text)") }
    }

    func run() throws {
        guard let version = KataVersion(release) else { return }
        var table = try base(version)
        table = table.with(
            version: version,
            templates: try [ShimLanguage.go: goFolder, .rust: rustFolder].compactMapValues { try $0.map(templates) })
        table.rust.strict.formUnion(strict)
        table.rust.needs = Set(table.rust.needs + needs.compactMap(KeyPlace.init)).sorted()
        Output.text(KeyTableText.yaml(of: table))
    }

    private func base(_ version: KataVersion) throws -> KeyTable {
        if let like {
            let file = KeyTableFile.load(try Library.read(like), file: like)
            try Library.refuse(file.diagnostics, like)
            if let table = file.table { return table }
        }
        let path = facts ?? ""
        let keys = try KataFiles.read(path, limit: 8 << 20)
        let names = try annotations.map { try KataFiles.read($0, limit: 8 << 20) } ?? []
        let found = KeyFacts.table(
            of: version, keys: String(decoding: keys, as: UTF8.self),
            annotations: String(decoding: names, as: UTF8.self))
        guard let found else {
            throw Failure(
                doing: "reading", to: path, why: "no row is of release \(version)",
                now: "name a release that the list has", exit: Failure.usage)
        }
        return found
    }

    private func templates(_ folder: String) throws -> [KeyTable.NamedTemplate] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        let found = names.filter { $0.hasSuffix(".toml") || $0.hasSuffix(".toml.in") }.sorted()
        guard !found.isEmpty else {
            throw Failure(
                doing: "reading", to: folder, why: "it holds no *.toml and no *.toml.in",
                now: "name the folder with a release's templates", exit: Failure.usage)
        }
        return try found.map { name in
            KeyTable.NamedTemplate(
                name: ShimKeys.templateName(ofFile: name),
                document: try KataFiles.toml("\(folder)/\(name)", templates: true))
        }
    }
}
