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

    @Flag(help: "Go on with what is added to the files, through rotation and truncation, until interrupted.")
    var follow = false

    @Flag(help: "Print the records as one JSON list.")
    var json = false

    @Argument(
        help: "Logs, or the folder of a run, whose trials' logs are told; - is standard input.", completion: .file())
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
                    try refuseToFollow(file)
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
                for index in open.indices { try open[index].follow(&printer) }
            }
            for index in open.indices { open[index].finish(&printer) }
            printer.end()
        }
    }

    private func refuseToFollow(_ path: String) throws {
        guard follow else { return }
        throw Failure(
            doing: "following", to: path, why: "a run's folder holds trials, which are written when they have ended",
            now: "leave --follow out, or name the shim's log", exit: Failure.usage)
    }

    /// The logs of a run's trials, one trial after another; each record says whose it is.
    private func printRun(_ path: String, _ printer: inout RecordPrinter) throws {
        let reader = try RunReader(at: path)
        let contents = try reader.contents()
        let cells = Dictionary(contents.header.cells.map { ($0.name, $0) }) { first, _ in first }
        for planned in contents.planned {
            var fields = ["trial": "\(planned.number)", "scenario": planned.scenario]
            fields["contender"] = cells[planned.cell]?.identities[planned.role]?.name
            let records = KataLogExtractor.records(in: try reader.observations(of: planned.number))
            printer.take(records, adding: fields)
        }
    }
}

/// Prints records in pieces: a write for each line would take most of the time.
struct RecordPrinter {
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

    mutating func take(_ records: [LogRecord], adding fields: [String: String] = [:]) {
        for var record in records where filter.wants(record) {
            record.fields.merge(fields) { _, ours in ours }
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
