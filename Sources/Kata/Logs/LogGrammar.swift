/// Reads lines of Kata's logs, whichever of its parts wrote them and whichever way they came.
///
/// Known: logrus' text (Go shim), slog's JSON (Rust shim of 3.0, agent), entries of the journal as JSON and as short
/// lines, the guest's console within either shim's log, the kernel's, QEMU's, Cloud Hypervisor's and virtiofsd's own
/// lines. What is none of these is a record of unknown origin, never an error.
package struct LogGrammar: Sendable {
    /// How many shims' sandboxes are remembered by pid, for the lines that don't name theirs.
    private static let shimLimit = 4096
    private var sandboxes: [String: String] = [:]

    package init() {}

    /// The records of one line; more than one if two writers mixed theirs.
    package mutating func records(of line: ArraySlice<UInt8>, isCut: Bool = false) -> [LogRecord] {
        var records: [LogRecord] = []
        var rest = line
        while rest.last == UInt8(ascii: "\r") { rest = rest.dropLast() }
        // Each turn takes at least one byte; a line with very many beginnings is not worth more than this.
        for _ in 0..<64 where !rest.isEmpty {
            let (record, next) = read(rest)
            if var record {
                if isCut { record.trouble = "cut" }
                records.append(record)
            }
            guard let next else { break }
            rest = rest[next...]
        }
        return records
    }

    /// The first record of a line, and where a second begins.
    private mutating func read(_ line: ArraySlice<UInt8>) -> (record: LogRecord?, next: Int?) {
        if line.starts(with: Array("time=".utf8)) {
            let pairs = Logfmt(line)
            return (record(of: pairs), pairs.next)
        }
        if line.first == UInt8(ascii: "{") { return (json(line), nil) }
        let text = String(decoding: line, as: UTF8.self)
        // `Nov 22 07:48:38 host kata[123]: …`, as the journal tells it.
        if let start = Self.message(ofShort: line) {
            var record = read(line[start...]).record
            if record?.origin == .unknown, text.contains(" virtiofsd[") { record?.origin = .virtiofsd }
            return (record, nil)
        }
        if let second = Logfmt.second(in: line, after: line.startIndex - 1), second > line.startIndex {
            let head = String(decoding: line[..<second], as: UTF8.self)
            return (LogRecord(origin: .unknown, text: Console.plain(head), trouble: "torn"), second)
        }
        return (Console.record(of: text, from: nil) ?? LogRecord(origin: .unknown, text: Console.plain(text)), nil)
    }

    // MARK: Go

    private mutating func record(of pairs: Logfmt) -> LogRecord {
        var record = LogRecord(origin: .shim, text: "", trouble: pairs.isWhole ? "" : "torn")
        var fields: [String: String] = [:]
        for (key, value) in pairs.pairs {
            switch key {
            case "time": Self.set(value, &record)
            case "level": record.level = LogRecord.Level(named: value)
            case "msg": record.text = Console.plain(value)
            case "sandbox": record.sandbox = value
            default: fields[key] = value
            }
        }
        remember(&record, pid: fields["pid"])
        if let line = fields["vmconsole"] {
            fields["vmconsole"] = nil
            record.fields = fields
            return Console.record(of: line, from: record)
                ?? LogRecord(
                    time: record.time, origin: .guest, sandbox: record.sandbox, text: Console.plain(line),
                    trouble: record.trouble)
        }
        record.fields = fields
        if fields["source"] == "agent" { record.origin = .agent }
        return record
    }

    /// The sandbox of a line that doesn't name it is that of its process.
    private mutating func remember(_ record: inout LogRecord, pid: String?) {
        guard let pid else { return }
        if record.sandbox.isEmpty {
            record.sandbox = sandboxes[pid] ?? ""
        } else if sandboxes.count < Self.shimLimit || sandboxes[pid] != nil {
            sandboxes[pid] = record.sandbox
        }
    }

    static func set(_ text: String, _ record: inout LogRecord) {
        guard let (time, hasZone) = LogTime.read(text) else { return }
        record.time = time
        if !hasZone, record.trouble.isEmpty { record.trouble = "no zone" }
    }

    // MARK: JSON

    private mutating func json(_ line: ArraySlice<UInt8>) -> LogRecord? {
        guard let object = JSONLine.object(line) else {
            return JSONLine.salvaged(String(decoding: line, as: UTF8.self))
        }
        return object["MESSAGE"] != nil || object["__REALTIME_TIMESTAMP"] != nil
            ? journal(object) : JSONLine.record(object)
    }

    /// The record of an entry of the journal by its fields; nil where there are none.
    mutating func record(ofJournal fields: [String: String]) -> LogRecord? { fields.isEmpty ? nil : journal(fields) }

    /// An entry of the journal: the Rust shim's own, or a line that came through syslog.
    private mutating func journal(_ object: [String: String]) -> LogRecord? {
        let message = object["MESSAGE"] ?? ""
        let who = object["SYSLOG_IDENTIFIER"] ?? ""
        var record = LogRecord(origin: .unknown, text: Console.plain(message))
        if let micros = object["__REALTIME_TIMESTAMP"].flatMap(Int64.init), (0...9_000_000_000_000_000).contains(micros)
        {
            record.time = LogTime(nanoseconds: micros * 1000)
        }
        record.level = object["PRIORITY"].flatMap(LogRecord.Level.init(priority:))
        record.sandbox = object["SOURCE"] ?? ""
        for (key, value) in object where !key.hasPrefix("_") && !["MESSAGE", "PRIORITY", "SOURCE"].contains(key) {
            record.fields[key.lowercased()] = value
        }
        if who == "virtiofsd" {
            record.origin = .virtiofsd
        } else if message.hasPrefix("time="), who == "kata" {
            return read(Array(message.utf8)[...]).record
        } else if who == "kata" {
            record.origin = .shim
            if object["SUBSYSTEM"] == "agent" { record.origin = .agent }
            if let inner = Console.carried(by: record) { return inner }
        }
        return record
    }

    /// Where the message of a journal's short line begins; nil if it is no such line.
    private static func message(ofShort line: ArraySlice<UInt8>) -> Int? {
        let head = line.prefix(200)
        guard let colon = head.firstRange(of: Array("]: ".utf8)),
            let bracket = head[..<colon.lowerBound].lastIndex(of: 0x5b),
            head[..<bracket].count(where: { $0 == 0x20 }) >= 2, head.first != 0x5b,
            head[(bracket + 1)..<colon.lowerBound].allSatisfy({ (0x30...0x39).contains($0) })
        else { return nil }
        return colon.upperBound
    }
}
