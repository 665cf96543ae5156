/// What a metrics endpoint answered, in Prometheus' text form; read as hostile, bounded, and never an error as a whole.
package struct Exposition: Sendable, Hashable {
    /// By name.
    package var families: [String: MetricFamily] = [:]
    /// In the order of the text.
    package var samples: [MetricSample] = []
    /// What is wrong with it, each with its line.
    package var troubles: [Trouble] = []

    package struct Trouble: Sendable, Hashable {
        package var line: Int
        package var why: String
    }

    package static let byteLimit = 8 << 20
    static let lineLimit = 64 << 10
    static let familyLimit = 4096
    static let sampleLimit = 100_000
    static let troubleLimit = 64

    private var isCut = false

    package init(_ bytes: [UInt8]) {
        if bytes.count > Self.byteLimit { trouble(0, "longer than \(Self.byteLimit) bytes") }
        var number = 0
        for line in bytes.prefix(Self.byteLimit).split(separator: 0x0a, omittingEmptySubsequences: false) {
            number += 1
            read(line, number)
            if isCut { return }
        }
    }

    private mutating func trouble(_ line: Int, _ why: String) {
        if troubles.count < Self.troubleLimit { troubles.append(Trouble(line: line, why: why)) }
    }

    private mutating func read(_ line: ArraySlice<UInt8>, _ number: Int) {
        var line = line
        if line.last == 0x0d { line = line.dropLast() }
        guard line.contains(where: { $0 != 0x20 && $0 != 0x09 }) else { return }
        guard line.count <= Self.lineLimit else { return trouble(number, "longer than \(Self.lineLimit) bytes") }
        guard let text = String(validating: line, as: UTF8.self) else { return trouble(number, "no text") }
        if text.hasPrefix("#") {
            comment(text, number)
        } else {
            sample(text, number)
        }
    }

    /// `# TYPE name counter`, `# HELP name words`; any other is of no matter.
    private mutating func comment(_ text: String, _ number: Int) {
        let words = text.split(separator: " ", maxSplits: 3)
        guard words.count >= 3, words[0] == "#", words[1] == "TYPE" || words[1] == "HELP" else { return }
        let name = String(words[2])
        guard MetricText.isName(name) else { return trouble(number, "no name of a family") }
        guard var family = family(name, number) else { return }
        let rest = words.count > 3 ? String(words[3]) : ""
        if words[1] == "HELP" {
            family.help = String(rest.prefix(1024))
        } else if family.samples > 0 {
            trouble(number, "the type of \(name) comes after its samples")
        } else if let kind = MetricFamily.Kind(rawValue: rest == "unknown" ? "untyped" : rest) {
            if typed.contains(name) { trouble(number, "a second type of \(name)") }
            typed.insert(name)
            family.kind = kind
        } else {
            trouble(number, "no type that is known")
        }
        families[name] = family
    }

    private var typed: Set<String> = []

    private mutating func family(_ name: String, _ number: Int) -> MetricFamily? {
        if let family = families[name] { return family }
        guard families.count < Self.familyLimit else {
            trouble(number, "more than \(Self.familyLimit) families")
            isCut = true
            return nil
        }
        return MetricFamily(name)
    }

    private mutating func sample(_ text: String, _ number: Int) {
        guard samples.count < Self.sampleLimit else {
            trouble(number, "more than \(Self.sampleLimit) samples")
            isCut = true
            return
        }
        guard let sample = MetricText.sample(text) else { return trouble(number, "no sample") }
        let name = base(of: sample.name)
        guard var family = family(name, number) else { return }
        family.samples += 1
        for (label, value) in sample.labels where !["le", "quantile"].contains(label) {
            guard family.labels[label, default: []].count < MetricFamily.mostValues else { continue }
            family.labels[label, default: []].insert(value)
        }
        families[name] = family
        samples.append(sample)
    }

    /// The family that a sample belongs to: a histogram's and a summary's have endings.
    private func base(of name: String) -> String {
        for ending in ["_bucket", "_sum", "_count"] where name.hasSuffix(ending) {
            let base = String(name.dropLast(ending.count))
            if let kind = families[base]?.kind, kind == .histogram || kind == .summary { return base }
        }
        return name
    }
}

/// Reads one sample: `name{label="value",…} 1.5 1700000000000`.
enum MetricText {
    static let mostLabels = 64

    static func isName(_ text: String) -> Bool {
        guard let first = text.utf8.first, !(0x30...0x39).contains(first), text.utf8.count <= 512 else { return false }
        return text.utf8.allSatisfy(isNameByte)
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5a, 0x61...0x7a, UInt8(ascii: "_"), UInt8(ascii: ":"): true
        default: false
        }
    }

    static func sample(_ text: String) -> MetricSample? {
        let bytes = Array(text.utf8)
        var at = bytes.prefix(while: isNameByte).count
        let name = String(decoding: bytes[..<at], as: UTF8.self)
        guard isName(name) else { return nil }
        var labels: [String: String] = [:]
        skip(bytes, &at)
        if at < bytes.count, bytes[at] == UInt8(ascii: "{") {
            at += 1
            guard let read = self.labels(bytes, &at) else { return nil }
            labels = read
        }
        let words = String(decoding: bytes[at...], as: UTF8.self).split { $0 == " " || $0 == "\t" }
        guard (1...2).contains(words.count), let value = value(words[0]) else { return nil }
        if words.count == 2, Int64(words[1]) == nil { return nil }
        return MetricSample(name: name, labels: labels, value: value)
    }

    private static func value(_ word: Substring) -> Double? {
        switch word {
        case "NaN": .nan
        case "+Inf", "Inf": .infinity
        case "-Inf": -.infinity
        default: Double(word)
        }
    }

    private static func skip(_ bytes: [UInt8], _ at: inout Int) {
        while at < bytes.count, bytes[at] == 0x20 || bytes[at] == 0x09 { at += 1 }
    }

    /// Labels up to and with the closing brace; a comma after the last is allowed.
    private static func labels(_ bytes: [UInt8], _ at: inout Int) -> [String: String]? {
        var labels: [String: String] = [:]
        while true {
            skip(bytes, &at)
            guard at < bytes.count else { return nil }
            if bytes[at] == UInt8(ascii: "}") {
                at += 1
                return labels
            }
            let length = bytes[at...].prefix(while: isNameByte).count
            let name = String(decoding: bytes[at..<(at + length)], as: UTF8.self)
            at += length
            skip(bytes, &at)
            guard isName(name), labels.count < mostLabels, labels[name] == nil, at + 1 < bytes.count,
                bytes[at] == UInt8(ascii: "=")
            else { return nil }
            at += 1
            skip(bytes, &at)
            guard let value = quoted(bytes, &at) else { return nil }
            labels[name] = value
            skip(bytes, &at)
            guard at < bytes.count else { return nil }
            if bytes[at] == UInt8(ascii: ",") {
                at += 1
            } else if bytes[at] != UInt8(ascii: "}") {
                return nil
            }
        }
    }

    private static func quoted(_ bytes: [UInt8], _ at: inout Int) -> String? {
        guard at < bytes.count, bytes[at] == UInt8(ascii: "\"") else { return nil }
        at += 1
        var value: [UInt8] = []
        while at < bytes.count {
            let byte = bytes[at]
            at += 1
            if byte == UInt8(ascii: "\"") { return String(decoding: value, as: UTF8.self) }
            guard byte == UInt8(ascii: "\\"), at < bytes.count else {
                value.append(byte)
                continue
            }
            value.append(bytes[at] == UInt8(ascii: "n") ? 0x0a : bytes[at])
            at += 1
        }
        return nil
    }
}
