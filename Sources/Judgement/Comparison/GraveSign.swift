import Facets

/// What is wrong wherever it shows, whatever the other side does: so a difference in it has a side that is to blame.
enum GraveSign: String, Sendable, CaseIterable {
    case hang, crash, leak
    case lostOutput = "lost output"

    /// The facet that stands for a trial that hung where no step's facet tells it.
    static let hungTrial = FacetPath("run", "hung")

    /// How bad a state is in this respect: the larger, the worse; nil where the sign can't show.
    ///
    /// Under `repeat` a state is a bag of outcomes; then it counts how many of them are bad.
    func badness(_ path: FacetPath, _ state: FacetState) -> Int64? {
        guard let last = path.components.last else { return nil }
        let isDaemon = path == FacetPath("run", "daemon")
        switch self {
        case .hang:
            if last == "hang" || path == Self.hungTrial { return occurrences(of: .bool(true), in: state) }
            return last == "error" ? occurrences(of: .text("timeout"), in: state) : nil
        case .crash:
            guard isDaemon || last == "error" else { return nil }
            return occurrences(of: .text(isDaemon ? "crashed" : "broken"), in: state)
        case .leak:
            if isDaemon { return occurrences(of: .text("stays"), in: state) }
            let isHosts = path.components.starts(with: ["host", "left"]) || path == FacetPath("host", "changed")
            return isHosts ? amount(state) : nil
        case .lostOutput:
            let isOutput = path.components.contains("stdout") || path.components.contains("stderr")
            return last == "bytes" && isOutput ? -amount(state) : nil
        }
    }

    private func occurrences(of bad: FacetValue, in state: FacetState) -> Int64 {
        switch state {
        case .seen(.bag(let all)), .seen(.list(let all)): Int64(all.count { $0 == bad })
        case .seen(let value): value == bad ? 1 : 0
        case .absent, .hidden, .unreached: 0
        }
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
