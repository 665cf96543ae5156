import Facets

/// What processes wrote, shown at every wait for them: the text while it is short, its length, digest, and its end.
///
/// In the text, its length and its digest the trial's own names are in place, where all bytes are at hand: a workload
/// that prints its container's id, whose length varies, would else differ every time.
struct OutputExtractor: GeneralExtractor {
    /// The longest output that is kept as a text, bytes.
    static let textLimit = 256

    func extract(from reading: Reading, into draft: inout Draft) {
        let lives = Lives(reading)
        let reporters = reading.reporters
        for run in reading.runs where run.verb == "wait" {
            guard case .answered? = run.primary?.call.outcome, Fate(of: run).fields == nil else { continue }
            for stream in OutputStream.allCases {
                let end = run.outputEnds.last { $0.end.stream == stream }
                let path = run.path.appending(stream.rawValue)
                let output = end.map { lives.output(of: $0.end, number: run.number) }
                // A report holds pids and clocks: byte for byte no two are equal. What it says is `guest`.
                let isReport =
                    stream == .stdout && reporters.contains(run.reference.subject)
                    && output.map { (try? GuestReport($0.bytes)) != nil } == true
                for facet in output?.facets(reading.names) ?? nothing where !isReport || facet.path == ["closed"] {
                    draft.set(path.appending(FacetPath(facet.path)), facet.state, iteration: run.reference.iteration)
                }
            }
        }
    }

    /// A stream that is connected to nothing.
    private var nothing: MessageReader.Facets {
        [([], .absent)] + ["bytes", "digest", "closed"].map { ([$0], .absent) }
    }
}

/// One process's stream.
struct ProcessOutput {
    /// The bytes that were recorded.
    var bytes: [UInt8]
    var length: Int
    /// Of the whole stream, which under `repeat` may hold the output of the processes before.
    var digest: String?
    var closed: Bool

    func facets(_ names: Names) -> MessageReader.Facets {
        let isWhole = bytes.count == length
        let named = isWhole ? names.replaced(bytes) ?? bytes : bytes
        let summary =
            isWhole
            ? ByteSummary(of: named)
            : ByteSummary(digest: digest ?? "", length: length, head: Array(bytes.prefix(ByteSummary.headLimit)))
        var value = FacetValue.bytes(summary)
        if isWhole, named.count <= OutputExtractor.textLimit, let text = String(validating: named, as: UTF8.self) {
            value = .text(text)
        }
        return [
            ([], .seen(value)), (["bytes"], .seen(.integer(Int64(summary.length)))),
            (["digest"], summary.digest.isEmpty ? .absent : .seen(.text(summary.digest))),
            (["closed"], .seen(.bool(closed))),
        ]
    }
}

/// Tells apart the processes that bear one subject's name one after another, and so their output.
struct Lives {
    private struct Key: Hashable {
        var subject: String
        var stream: OutputStream
    }

    /// The numbers of the observations with which each subject came to be.
    private var births: [String: [Int]] = [:]
    private var records: [Key: [(number: Int, record: OutputRecord)]] = [:]
    private var ends: [Key: [(number: Int, end: OutputEnd)]] = [:]

    init(_ reading: Reading) {
        for run in reading.runs where run.verb == "create" || run.verb == "exec" {
            // A second create that is refused makes nothing new.
            guard case .answered? = run.primary?.call.outcome else { continue }
            births[run.reference.subject, default: []].append(run.number)
        }
        for observation in reading.recording.observations {
            switch observation.what {
            case .output(let record):
                records[Key(subject: record.subject, stream: record.stream), default: []]
                    .append((observation.number, record))
            case .outputEnded(let end):
                ends[Key(subject: end.subject, stream: end.stream), default: []].append((observation.number, end))
            default: continue
            }
        }
    }

    /// All that each process of the name wrote, as far as it was recorded; none when nobody read a stream of the name.
    func whole(of subject: String, _ stream: OutputStream) -> [[UInt8]] {
        let key = Key(subject: subject, stream: stream)
        guard records[key] != nil || ends[key] != nil else { return [] }
        // The first life begins with the recording: output may come before the answer to create is read.
        let begins = [0] + (births[subject] ?? []).dropFirst()
        return begins.indices.map { life in
            let end = life + 1 < begins.count ? begins[life + 1] : .max
            let own = (records[key] ?? []).filter { $0.number >= begins[life] && $0.number < end }
            return own.flatMap(\.record.bytes.bytes)
        }
    }

    /// The output of the process that lived when the observation of that number was made.
    func output(of end: OutputEnd, number: Int) -> ProcessOutput {
        let key = Key(subject: end.subject, stream: end.stream)
        let births = births[end.subject] ?? []
        // The first life begins with the recording: output may come before the answer to create is read.
        let born = births.dropFirst().last { $0 <= number } ?? 0
        let died = births.dropFirst().first { $0 > number } ?? Int.max
        let own = (records[key] ?? []).filter { $0.number >= born && $0.number < died }.map(\.record)
        let before = (ends[key] ?? []).last { $0.number < born }?.end.length ?? 0
        // A reader that goes on from process to process counts on from the one before.
        let start = own.first?.offset ?? (before == end.length ? before : 0)
        let (rest, overflow) = end.length.subtractingReportingOverflow(start)
        let length = overflow ? 0 : max(0, rest)
        let bytes = own.flatMap(\.bytes.bytes)
        return ProcessOutput(
            bytes: bytes.count > length ? Array(bytes.prefix(length)) : bytes, length: length,
            digest: start == 0 ? end.digest : nil, closed: end.closed)
    }
}
