import ArgumentParser
import Documents
import Kata
import Linux

/// `kumite kata config migrate FILE`: the file for the other shim.
struct KataConfigMigrate: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "migrate", abstract: "Converts a configuration file for another shim.",
        discussion: """
            Comments and order stay. What is changed, and what could not be carried over, has a comment that begins with
            '# kumite:'. Converting twice changes nothing. What is lost is told on standard error, and the exit is 1.

            A release without a table is judged by the nearest older and newer one: what these make differently stays as it
            is, with such a comment, and is told as unsure.
            """)

    @OptionGroup
    var move: KataMoveOptions

    @Flag(
        name: .customLong("drop-in"),
        help: "The file is a drop-in: what must be there somewhere need not be in it.")
    var isDropIn = false

    @Option(
        name: [.customShort("o"), .customLong("out")], help: "Write it there, where no file is yet. Default: print it.",
        completion: .file(extensions: ["toml"]))
    var out: String?

    @Argument(help: "The configuration file.", completion: .file(extensions: ["toml"]))
    var file: String

    func run() throws {
        let from = try KataLibrary.release(move.from, "--from")
        let to = try KataLibrary.release(move.to, "--to")
        let library = try KataLibrary.find(adding: move.keys)
        let document = try KataFiles.toml(file)
        let migration = ConfigMigration(
            check: ConfigCheck(from: from, to: to, tables: library.tables, changes: library.changes),
            isDropIn: isDropIn)
        guard let result = migration.result(for: document) else {
            throw Failure(
                doing: "converting", to: file, why: "there is no table of keys at all",
                now: "make one with `kumite kata keys` and give it with --keys", exit: Failure.usage)
        }
        if let out {
            guard !Files.exists(out) else {
                throw Failure(
                    doing: "writing", to: out, why: "there is a file already", now: "name one that is not there",
                    exit: Failure.usage)
            }
            try Files.write(out, Array(result.text.utf8))
        } else {
            Output.piece(result.text)
        }
        for row in result.lost {
            let name = row.key.isEmpty ? "[\(row.section)]" : "[\(row.section)] \(row.key)"
            let word = row.effect == .unsure ? "unsure" : "lost"
            let what = row.section.isEmpty ? "" : "\(name): "
            Output.error(Diagnostic.escaped("\(row.file):\(row.line): \(word): \(what)\(row.note)"))
        }
        if !result.lost.isEmpty { throw ExitCode(1) }
    }
}
