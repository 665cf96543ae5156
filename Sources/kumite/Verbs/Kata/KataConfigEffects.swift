import Archives
import ArgumentParser
import Documents
import Facets
import Kata
import Linux
import Recordings

/// `kumite kata config effects [RUN]`: which settings have an effect that can be seen, and which had it.
struct KataConfigEffects: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "effects", abstract: "Tells which settings a run saw take effect, and which it saw ignored.",
        discussion: """
            Every key and annotation that shows something has scenarios, effects/NAME, that set it on each side and demand what
            must follow, inside the guest, outside on the host, in what the shim asks, or in that nothing is created because
            what is named is not there: `kumite run --matrix kata --scenarios 'effects/*'` runs them, where a hypervisor is.
            `--matrix kata-standin --scenarios 'effects/asked-*,effects/refused-*'` runs what shows before a stand-in guest.

            With the folder of such a run: what became of each setting on each side (applied, silently ignored, refused, no
            such setting, unsupported, not seen, varies, not run). Exits 1 if a setting was silently ignored, varies, or was
            refused by or unknown to one side alone; 2 if no side showed anything of any.

            Without: the settings that either shim of a release reads, with their scenario, or why nothing shows.
            """)

    @Option(help: "The release whose settings are told. Default: the newest that there is a table for.")
    var release: String?

    @Option(
        name: .customLong("keys"), help: "Also the tables of keys in this folder, like those of a fork's releases.",
        completion: .directory)
    var keys: String?

    @Flag(help: "Print the rows as one JSON list.")
    var json = false

    @Argument(help: "The folder of a run.", completion: .directory)
    var path: String?

    func run() throws {
        guard let path else { return try tell(rows()) }
        guard Files.exists("\(path)/run.json") else {
            throw Failure(
                doing: "reading", to: path, why: "it is no folder of a run",
                now: "name one, as `kumite run` printed it",
                exit: Failure.usage)
        }
        let found = try SeenEffects.read(RunReader(at: path), KataLibrary.find(adding: keys))
        if json {
            Output.json(found)
        } else {
            for row in found {
                let sides = row.outcomes.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value.rawValue)" }
                Output.text(Diagnostic.escaped("\(row.setting) (\(row.place)): \(sides.joined(separator: ", "))"))
            }
        }
        if found.isEmpty {
            throw Failure(
                doing: "reading", to: path, why: "it ran none of the scenarios effects/*",
                now: "run them: kumite run --matrix kata --scenarios 'effects/*'", exit: Failure.usage)
        }
        let code = EffectOutcome.exitCode(of: found.map(\.outcomes.values))
        if code != 0 { throw ExitCode(code) }
    }

    private func rows() throws -> [EffectRow] {
        let library = try KataLibrary.find(adding: keys)
        let wanted = try release.map { text in
            guard let version = KataVersion(text) else {
                throw Failure(
                    doing: "reading", to: "--release \(text)", why: "it is no version", now: "write one like 4.1.0",
                    exit: Failure.usage)
            }
            return version
        }
        guard
            let table = wanted.map({ version in library.tables.first { $0.version == version } }) ?? library.tables.last
        else {
            let known = library.tables.map(\.version.description).joined(separator: ", ")
            throw Failure(
                doing: "looking for", to: "the settings of \(release ?? "a release")",
                why: "there is no table of keys; there is for \(known)",
                now: "name one of these, or give one with --keys",
                exit: Failure.usage)
        }
        return EffectTable.rows(of: table, changes: library.changes)
    }

    private func tell(_ rows: [EffectRow]) {
        guard !json else { return Output.json(rows) }
        for row in rows {
            let sights = row.sights.map { sight in
                "\(sight.scenario) (\(sight.seen)\(sight.only.isEmpty ? "" : "; \(sight.only)"))"
            }
            Output.text(
                "\(row.by) \(row.setting): " + (sights.isEmpty ? "-; \(row.why)" : sights.joined(separator: ", ")))
        }
        let seen = rows.count { !$0.sights.isEmpty }
        Output.text("\(seen) of \(rows.count) settings show their effect.")
    }
}
