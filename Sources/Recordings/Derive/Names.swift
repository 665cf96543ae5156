import Facets
import Scenarios

/// Puts names in the place of what is a trial's own, so that two trials can be compared.
///
/// Names are put in, nothing is blanked: a message that names the wrong container still names the wrong container.
struct Names: Sendable {
    private struct Entry {
        var value: [UInt8]
        var name: [UInt8]
        var isID: Bool
    }

    /// Longest first, so that a bundle's path comes before the folder that it lies in.
    private let entries: [Entry]
    /// Whether an entry begins with this byte.
    private let begins: [Bool]
    /// Names by pid, with the number of the observation that bound each.
    private let pids: [String: [(number: Int, name: String)]]

    /// The shortest text that is replaced; less would hit by chance.
    private static let shortest = 3

    /// - Parameter more: Names that follow from the recording beside those that were bound in it.
    init(_ observations: [Observation], more: [Binding] = []) {
        var texts: [String: Binding] = [:]
        var pids: [String: [(number: Int, name: String)]] = [:]
        for binding in more { texts[binding.value] = binding }
        for observation in observations {
            guard case .bound(let binding) = observation.what else { continue }
            switch binding.kind {
            case .pid: pids[binding.value, default: []].append((observation.number, binding.name))
            case .id, .path, .address: texts[binding.value] = binding
            }
        }
        entries = texts.values.filter { $0.value.utf8.count >= Self.shortest }
            .map { Entry(value: Array($0.value.utf8), name: Array($0.name.utf8), isID: $0.kind == .id) }
            .sorted {
                $0.value.count != $1.value.count
                    ? $0.value.count > $1.value.count : $0.value.lexicographicallyPrecedes($1.value)
            }
        var begins = [Bool](repeating: false, count: 256)
        for entry in entries { begins[Int(entry.value[0])] = true }
        self.begins = begins
        self.pids = pids
    }

    /// The text with names in place; digits are never taken for a pid.
    func inPlace(_ text: String) -> String {
        guard !entries.isEmpty, let replaced = replaced(Array(text.utf8)) else { return text }
        return String(decoding: replaced, as: UTF8.self)
    }

    /// The bytes with names in place, or nil when there is none to put.
    func replaced(_ bytes: [UInt8]) -> [UInt8]? {
        var result: [UInt8] = []
        var at = 0
        var from = 0
        while at < bytes.count {
            guard begins[Int(bytes[at])], let entry = entry(at: at, of: bytes) else {
                at += 1
                continue
            }
            result += bytes[from..<at]
            // "/sys/fs/cgroup/memory" + "/kumite/1" reads better with its slash.
            if !entry.isID, let last = result.last, Self.isWord(last) { result.append(UInt8(ascii: "/")) }
            result += entry.name
            at += entry.value.count
            from = at
        }
        guard from > 0 else { return nil }
        return result + bytes[from...]
    }

    /// What a pid refers to: a name of the trial's own, `zero`, or `stranger`.
    ///
    /// Pids wrap at 32768 and are used again: the name bound last before the observation counts, else the first after.
    func pid(_ value: UInt64, seenAt number: Int) -> String {
        guard value != 0 else { return "zero" }
        return bound(value, seenAt: number)?.name ?? "stranger"
    }

    /// When a pid was given its name: the number of that observation; nil for one that has none.
    ///
    /// Names are given as processes come, so of two that have one the smaller number is the older process's.
    func place(ofPid value: UInt64, seenAt number: Int) -> Int? { bound(value, seenAt: number)?.number }

    private func bound(_ value: UInt64, seenAt number: Int) -> (number: Int, name: String)? {
        guard let bound = pids[String(value)] else { return nil }
        return bound.last { $0.number <= number } ?? bound.first
    }

    private func entry(at: Int, of bytes: [UInt8]) -> Entry? {
        entries.first { entry in
            let end = at + entry.value.count
            guard end <= bytes.count, bytes[at] == entry.value[0], bytes[at..<end].elementsEqual(entry.value) else {
                return false
            }
            // An id inside a longer word is another word.
            if entry.isID, at > 0, Self.isWord(bytes[at - 1]) { return false }
            return end == bytes.count || !Self.isWord(bytes[end])
        }
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5a, 0x61...0x7a: true
        default: false
        }
    }
}
