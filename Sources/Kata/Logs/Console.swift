/// Lines of a guest's console, and of programs beside the shim: told apart by how they begin.
enum Console {
    /// A record that another one carries: the console's line, the VMM's error output, the agent's JSON.
    static func carried(by record: LogRecord) -> LogRecord? {
        for (prefix, origin) in [
            ("vm console: ", LogRecord.Origin.guest), ("qemu stderr: ", .vmm), ("virtiofsd: ", .virtiofsd),
        ] where record.text.hasPrefix(prefix) {
            let rest = String(record.text.dropFirst(prefix.count))
            if let inner = self.record(of: rest, from: record), origin == .guest { return inner }
            var other = record
            other.origin = origin
            other.text = rest
            return other
        }
        if record.fields["source"] == "virtiofsd" {
            var other = record
            other.origin = .virtiofsd
            return other
        }
        guard record.text.hasPrefix("{"), let object = JSONLine.object(Array(record.text.utf8)[...]),
            object["msg"] != nil, object["level"] != nil
        else { return nil }
        return agent(object, from: record)
    }

    /// A line of which it is known that it came from the guest or a program beside the shim; nil if it tells nothing.
    static func record(of line: String, from carrier: LogRecord?) -> LogRecord? {
        let text = plain(line)
        if let start = text.firstIndex(of: "{") {
            let rest = String(text[start...])
            if let object = JSONLine.object(Array(rest.utf8)[...]), object["msg"] != nil, object["level"] != nil {
                return agent(object, from: carrier)
            }
            if rest.hasPrefix("{\"msg\":\"") || rest.contains("\"kata-agent\"") {
                var torn = JSONLine.salvaged(rest)
                torn.time = torn.time ?? carrier?.time
                torn.sandbox = carrier?.sandbox ?? ""
                if torn.origin == .unknown { torn.origin = carrier == nil ? .unknown : .guest }
                return torn
            }
        }
        return kernel(text, carrier) ?? program(text)
    }

    private static func agent(_ object: [String: String], from carrier: LogRecord?) -> LogRecord {
        var inner = JSONLine.record(object)
        inner.origin = .agent
        if inner.sandbox.isEmpty { inner.sandbox = carrier?.sandbox ?? "" }
        inner.time = inner.time ?? carrier?.time
        return inner
    }

    /// `[    1.234567] text`, with a priority before it or not.
    private static func kernel(_ text: String, _ carrier: LogRecord?) -> LogRecord? {
        var rest = text[...]
        var level: LogRecord.Level?
        if rest.hasPrefix("<"), let end = rest.firstIndex(of: ">"),
            let number = Int(rest[rest.index(after: rest.startIndex)..<end])
        {
            level = LogRecord.Level(priority: "\(number & 7)")
            rest = rest[rest.index(after: end)...]
        }
        guard rest.hasPrefix("["), let end = rest.firstIndex(of: "]") else { return nil }
        let stamp = rest[rest.index(after: rest.startIndex)..<end].drop { $0 == " " }
        let parts = stamp.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 2, parts.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy { (0x30...0x39).contains($0) } })
        else {
            return nil
        }
        let words = String(rest[rest.index(after: end)...].drop { $0 == " " })
        return LogRecord(
            time: carrier?.time, origin: .kernel, level: level ?? self.level(ofKernel: words),
            sandbox: carrier?.sandbox ?? "", text: words, fields: ["since-boot": String(stamp)])
    }

    private static func level(ofKernel text: String) -> LogRecord.Level {
        if text.hasPrefix("Kernel panic") || text.hasPrefix("BUG:") || text.contains("Oops:") { return .critical }
        if text.hasPrefix("Out of memory") || text.hasPrefix("oom-kill") || text.contains("I/O error") { return .error }
        return text.hasPrefix("WARNING:") ? .warning : .info
    }

    /// QEMU's, Cloud Hypervisor's and virtiofsd's own lines.
    private static func program(_ text: String) -> LogRecord? {
        if text.hasPrefix("qemu-system-") || text.hasPrefix("qemu-kvm"), let colon = text.firstRange(of: ": ") {
            let words = String(text[colon.upperBound...])
            let level: LogRecord.Level =
                words.hasPrefix("warning: ") ? .warning : words.hasPrefix("info: ") ? .info : .error
            return LogRecord(origin: .vmm, level: level, text: words)
        }
        if text.hasPrefix("cloud-hypervisor: ") {
            // `cloud-hypervisor: 12.3ms: <vmm> WARN:vmm/src/lib.rs:1 -- text`
            let level = text.split(separator: " ").lazy.compactMap { word in
                word.split(separator: ":").first.flatMap { LogRecord.Level(named: String($0)) }
            }.first
            let words = text.firstRange(of: " -- ").map { String(text[$0.upperBound...]) } ?? text
            return LogRecord(origin: .vmm, level: level, text: words)
        }
        // `[2026-11-22T07:48:38Z INFO  virtiofsd] text`
        guard text.hasPrefix("["), let end = text.firstIndex(of: "]") else { return nil }
        let words = text[text.index(after: text.startIndex)..<end].split(separator: " ")
        guard words.count == 3, words[2].hasPrefix("virtiofsd"), let level = LogRecord.Level(named: String(words[1]))
        else {
            return nil
        }
        var record = LogRecord(
            origin: .virtiofsd, level: level, text: String(text[text.index(after: end)...].drop { $0 == " " }))
        LogGrammar.set(String(words[0]), &record)
        return record
    }

    /// A text without the escape codes of terminals and what follows its last word.
    static func plain(_ text: String) -> String {
        guard text.utf8.contains(where: { $0 < 0x20 }) else { return text }
        var result: [UInt8] = []
        let bytes = Array(text.utf8)
        var at = 0
        while at < bytes.count {
            if bytes[at] == 0x1b, at + 1 < bytes.count {
                at = afterEscape(bytes, at)
                continue
            }
            result.append(bytes[at])
            at += 1
        }
        while let last = result.last, last <= 0x20 { result.removeLast() }
        return String(decoding: result, as: UTF8.self)
    }

    /// What follows an escape code: `ESC [ … letter`, `ESC ] … BEL`, `ESC letter`.
    private static func afterEscape(_ bytes: [UInt8], _ start: Int) -> Int {
        var at = start + 2
        switch bytes[start + 1] {
        case UInt8(ascii: "["):
            while at < bytes.count, !(0x40...0x7e).contains(bytes[at]) { at += 1 }
            return min(at + 1, bytes.count)
        case UInt8(ascii: "]"):
            while at < bytes.count, bytes[at] != 7, bytes[at] != 0x1b { at += 1 }
            return min(at + 1, bytes.count)
        default: return at
        }
    }
}
