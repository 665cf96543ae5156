/// How bad a finding is.
package enum Severity: String, Sendable, Hashable, Codable, CaseIterable, Comparable {
    case minor, major, blocker

    package static func < (a: Severity, b: Severity) -> Bool { a.rank < b.rank }

    private var rank: Int {
        switch self {
        case .minor: 0
        case .major: 1
        case .blocker: 2
        }
    }
}
