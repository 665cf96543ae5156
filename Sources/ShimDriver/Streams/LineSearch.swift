import Facets

/// Looks in an output, as it comes, for the first whole line, or the first that matches.
struct LineSearch: Sendable {
    /// A longer line is no word of readiness, and matches nothing.
    static let longest = 4096

    private let pattern: TextPattern?
    private var line: [UInt8] = []
    private var isFound = false

    init(_ pattern: TextPattern?) {
        self.pattern = pattern
    }

    /// Takes what comes next; whether the line has come, now or before.
    mutating func find(in bytes: some Sequence<UInt8>) -> Bool {
        guard !isFound else { return true }
        for byte in bytes {
            guard byte == 10 else {
                if line.count <= Self.longest { line.append(byte) }
                continue
            }
            // A terminal puts a carriage return before.
            if line.last == 13 { line.removeLast() }
            isFound =
                pattern.map { line.count <= Self.longest && $0.matches(String(decoding: line, as: UTF8.self)) } ?? true
            line = []
            if isFound { return true }
        }
        return false
    }
}
