import ArgumentParser
import Documents
import Kata
import Linux

/// `kumite kata config check FILE`: what becomes of each key.
struct KataConfigCheck: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Tells what becomes of each key of a configuration under another shim.",
        discussion: """
            Effects: kept, renamed, moved, retyped (another unit or word), default (not written, and set otherwise by the
            files that ship), ignored, refused (nothing is created), dead (read by neither), unsure.

            Drop-ins are read as the shims read them: *.toml of config.d beside the file, in the order of their names,
            later ones win.

            Exits 1 if anything is refused, lost or unsure; what a tenant may set is told and does not decide.
            """)

    @OptionGroup
    var move: KataMoveOptions

    @Option(
        name: .customLong("drop-ins"), help: "The folder with the drop-ins. Default: config.d beside the file.",
        completion: .directory)
    var dropIns: String?

    @Option(
        parsing: .singleValue,
        help: "Also these annotations: manifests, a map, or a list of names, in YAML. May be given more than once.",
        completion: .file(extensions: ["yaml", "yml", "json"]))
    var annotations: [String] = []

    @Option(help: "Also Kata's runtimes in this configuration of containerd.", completion: .file(extensions: ["toml"]))
    var containerd: String?

    @Flag(help: "Print the rows as one JSON list.")
    var json = false

    @Argument(help: "The configuration file.", completion: .file(extensions: ["toml"]))
    var file: String

    func run() throws {
        let from = try KataLibrary.release(move.from, "--from")
        let to = try KataLibrary.release(move.to, "--to")
        let library = try KataLibrary.find(adding: move.keys)
        let base = try KataFiles.toml(file)
        var input = ConfigInput(base: base, dropIns: try KataFiles.dropIns(dropIns, beside: file))
        for path in annotations {
            let bytes = try KataFiles.read(path, limit: AnnotationsFile.sizeLimit)
            let (uses, problems) = AnnotationsFile.read(bytes, file: path)
            guard problems.isEmpty else {
                throw Failure(
                    doing: "reading", to: path,
                    why: problems.prefix(20).map(\.description).joined(separator: "\n  "),
                    now: "give plain YAML: manifests, a map of annotations, or a list of their names",
                    exit: Failure.usage)
            }
            input.annotations += uses
        }
        input.containerd = try containerd.map { try KataFiles.toml($0) }
        let check = ConfigCheck(from: from, to: to, tables: library.tables, changes: library.changes)
        let rows = check.rows(of: input)
        if json {
            Output.json(rows)
        } else {
            Output.text(CheckPage.text(of: rows, from: from, to: to))
        }
        if rows.contains(where: \.isLost) { throw ExitCode(1) }
    }
}
