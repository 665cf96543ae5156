import ArgumentParser
import Documents
import Kata

/// `kumite kata qemu A B`: two command lines of QEMU by meaning.
struct KataQEMU: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "qemu", abstract: "Compares two command lines of QEMU by what they mean.",
        discussion: """
            Each is a file: /proc/PID/cmdline, a copy of it, or the command line as text; - is standard input. Order, units and
            spellings that mean the same are no difference; what is one sandbox's own (its id, its number over vsock,
            descriptors) is put aside.

            Prints a line a difference, nothing if there is none. Exits 1 if there is one.
            """)

    @Option(
        name: .customLong("id"), parsing: .singleValue,
        help: "An id that stands in either, beside the sandbox's that -name tells. May be given more than once.")
    var ids: [String] = []

    @Flag(help: "Print the differences as one JSON list.")
    var json = false

    @Argument(help: "The command line to compare with.", completion: .file())
    var baseline: String

    @Argument(help: "The command line to compare.", completion: .file())
    var candidate: String

    func validate() throws {
        if baseline == "-", candidate == "-" { throw ValidationError("only one of the two can be standard input") }
    }

    func run() throws {
        let told = try read(baseline).differences(to: read(candidate))
        if json {
            Output.json(told)
        } else {
            for line in told { Output.text(Diagnostic.escaped(line)) }
        }
        if !told.isEmpty { throw ExitCode(1) }
    }

    private func read(_ path: String) throws -> QEMUArguments {
        let words = CommandWords.read(try KataFiles.stream(path, limit: CommandWords.byteLimit))
        guard words.count > 1 else {
            throw Failure(
                doing: "reading", to: path, why: "it holds no command line",
                now: "give /proc/PID/cmdline of a running QEMU, or its text", exit: Failure.usage)
        }
        let arguments = QEMUArguments(words)
        let names = (ids + [arguments.sandbox].compactMap(\.self)).map { (id: $0, name: "SANDBOX") }
        return arguments.plain(names: names)
    }
}
