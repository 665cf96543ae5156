import Facets

/// What is wrong wherever it shows, whatever the other side does: so a difference in it has a side that is to blame.
enum GraveSign: String, Sendable, CaseIterable {
    case hang, crash, leak
    case lostOutput = "lost output"

    /// The facet that stands for a trial that hung where no step's facet tells it.
    static let hungTrial = FacetPath("run", "hung")

    /// How bad a state is in this respect: the larger, the worse; nil where the sign can't show.
    func badness(_ path: FacetPath, _ state: FacetState) -> Int64? {
        guard let last = path.components.last else { return nil }
        switch self {
        case .hang: return shows(path, state) ? 1 : last == "error" || path == Self.hungTrial ? 0 : nil
        case .crash:
            if path == FacetPath("run", "daemon") { return state == .seen(.text("crashed")) ? 1 : 0 }
            guard last == "error" else { return nil }
            return state == .seen(.text("broken")) ? 1 : 0
        case .leak:
            if path == FacetPath("run", "daemon") { return state == .seen(.text("stays")) ? 1 : 0 }
            guard path.components.starts(with: ["host", "left"]) else { return nil }
            return amount(state)
        case .lostOutput:
            guard last == "bytes", path.components.contains("stdout") || path.components.contains("stderr") else {
                return nil
            }
            return -amount(state)
        }
    }

    /// Whether a state shows a hang.
    func shows(_ path: FacetPath, _ state: FacetState) -> Bool {
        guard self == .hang else { return (badness(path, state) ?? 0) > 0 }
        return path == Self.hungTrial && state == .seen(.bool(true))
            || path.components.last == "error" && state == .seen(.text("timeout"))
    }

    private func amount(_ state: FacetState) -> Int64 {
        guard case .seen(let value) = state else { return 0 }
        return switch value {
        case .integer(let count): count
        case .list(let all), .bag(let all): Int64(all.count)
        case .bool(let isThere): isThere ? 1 : 0
        case .text(let text): text.isEmpty ? 0 : 1
        case .bytes(let sum): Int64(sum.length)
        case .record(let fields): Int64(fields.count)
        }
    }

    /// The sign in which the two states differ, and whether the candidate is the worse one.
    static func between(
        _ path: FacetPath, baseline: FacetState, candidate: FacetState
    ) -> (sign: GraveSign, candidateIsWorse: Bool)? {
        for sign in allCases {
            guard let a = sign.badness(path, baseline), let b = sign.badness(path, candidate), a != b else { continue }
            return (sign, b > a)
        }
        return nil
    }
}
