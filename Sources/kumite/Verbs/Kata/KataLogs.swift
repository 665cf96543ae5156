import Archives
import ArgumentParser
import Documents
import Foundation
import Kata
import Linux
import Recordings

/// `kumite kata logs`: the records that are asked for, whoever's log they came out of.
struct KataLogs: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "logs", abstract: "Prints the records of Kata's logs that are asked for, and nothing else.",
        discussion: """
            Reads the Go shim's text, the Rust shim's JSON, entries of the journal (`journalctl -o json -t kata | kumite kata
            logs -`), and what of the guest lies in these: the agent's records wherever they come out, the kernel's, the
            console's; QEMU's, Cloud Hypervisor's and virtiofsd's own lines. Times are told in UTC.

            A line a record: time, level, origin, sandbox, text, fields; what is wrong with it last: (torn), (cut), (no zone).
            """)

    @Option(
        parsing: .singleValue,
        help:
            "Only what this one said: shim, agent, kernel, guest, vmm, virtiofsd, unknown. May be given more than once."
    )
    var origin: [LogRecord.Origin] = []

    @Option(help: "Only what is this bad or worse: trace, debug, info, warning, error, critical.")
    var level: LogRecord.Level?

    @Option(help: "Only this sandbox's.")
    var sandbox: String?

    @Flag(help: "Go on with what is added to the files, until interrupted.")
    var follow = false

    @Flag(help: "Print the records as one JSON list.")
    var json = false

    @Argument(help: "Logs, or the folder of a run; - is standard input.", completion: .file())
    var files: [String]

    func validate() throws {
        if follow, json { throw ValidationError("--follow and --json do not go together: a list must end") }
    }

    func run() async throws {
        let interruption = try Interruption()
        try await interruption.handled(first: { Foundation.exit(Interruption.code) }) {
            var printer = RecordPrinter(
                filter: LogFilter(origins: Set(origin), level: level, sandbox: sandbox), json: json)
            var open: [OpenLog] = []
            for file in files {
                if Files.exists("\(file)/run.json") {
                    try printRun(file, &printer)
                } else {
                    var log = try OpenLog(file)
                    while try log.readOn(&printer) {}
                    open.append(log)
                }
            }
            while follow {
                printer.flush()
                try await Task.sleep(for: .milliseconds(200))
                for index in open.indices { while try open[index].readOn(&printer) {} }
            }
            for index in open.indices { open[index].finish(&printer) }
            printer.end()
        }
    }

    /// The logs of a run's trials, one trial after another.
    private func printRun(_ path: String, _ printer: inout RecordPrinter) throws {
        let reader = try RunReader(at: path)
        for planned in try reader.contents().planned {
            var lines = LogLines()
            var grammar = LogGrammar()
            for observation in try reader.observations(of: planned.number) {
                guard case .log(let bytes) = observation.what else { continue }
                lines.take(bytes.bytes[...]) { printer.take(grammar.records(of: $0, isCut: $1), trial: planned.number) }
            }
            lines.finish { printer.take(grammar.records(of: $0, isCut: $1), trial: planned.number) }
        }
    }
}

/// A log that is read bit by bit.
private struct OpenLog {
    private let path: String
    private let descriptor: Descriptor
    private var lines = LogLines()
    private var grammar = LogGrammar()

    init(_ path: String) throws {
        self.path = path
        do {
            descriptor = path == "-" ? Descriptor(owning: 0) : try Files.open(path, O_RDONLY)
        } catch let error as LinuxError {
            throw Self.failure(path, error)
        }
    }

    /// Reads a piece; false at the end.
    mutating func readOn(_ printer: inout RecordPrinter) throws -> Bool {
        do {
            let bytes = try descriptor.read(upTo: 1 << 18)
            lines.take(bytes[...]) { printer.take(grammar.records(of: $0, isCut: $1), trial: nil) }
            return !bytes.isEmpty
        } catch let error as LinuxError {
            throw Self.failure(path, error)
        }
    }

    mutating func finish(_ printer: inout RecordPrinter) {
        lines.finish { printer.take(grammar.records(of: $0, isCut: $1), trial: nil) }
    }

    private static func failure(_ path: String, _ error: LinuxError) -> Failure {
        Failure(
            doing: "reading", to: path, why: error.parts.why, now: "name a log that is there and readable",
            exit: Failure.usage)
    }
}

/// Prints records in pieces: a write for each line would take most of the time.
private struct RecordPrinter {
    let filter: LogFilter
    let json: Bool
    private var waiting = ""
    private var count = 0
    private let encoder = JSONEncoder()

    init(filter: LogFilter, json: Bool) {
        self.filter = filter
        self.json = json
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    }

    mutating func take(_ records: [LogRecord], trial: Int?) {
        for var record in records where filter.wants(record) {
            if let trial { record.fields["trial"] = "\(trial)" }
            if json {
                guard let data = try? encoder.encode(record) else { continue }
                waiting += (count == 0 ? "[\n" : ",\n") + String(decoding: data, as: UTF8.self)
            } else {
                waiting += record.line + "\n"
            }
            count += 1
            if waiting.utf8.count > 1 << 16 { flush() }
        }
    }

    mutating func flush() {
        guard !waiting.isEmpty else { return }
        Output.piece(waiting)
        waiting = ""
    }

    mutating func end() {
        if json { waiting += count == 0 ? "[]\n" : "\n]\n" }
        flush()
    }
}

extension LogRecord.Origin: ExpressibleByArgument {}
extension LogRecord.Level: ExpressibleByArgument {}
