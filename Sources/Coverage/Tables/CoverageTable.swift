/// Critical paths against the two sides of a pair: what each reached of what it lists, and what nobody did.
package struct CoverageTable: Sendable, Hashable {
    /// What one side shows of one path.
    package struct Cell: Sendable, Hashable, Codable {
        package var reached: Int
        package var functions: Int
        /// How much of the functions was run at least, in thousandths, on average; of statements in Go, of lines in LLVM.
        package var permille: Int
        /// Places of the list that match nothing in the build.
        package var missing: [String]
        /// Places that match more than half of the build: what is reached of them says nothing.
        package var broad: [String]
        /// Trials of the side that lost counters: each of them may have run what is not reached here.
        package var lost: Int

        /// Whether what is not reached is known not to be.
        package var isKnown: Bool { lost == 0 || reached == functions }

        /// Whether it was run; nil where that is not known.
        package var isRun: Bool? { reached > 0 ? true : isKnown ? false : nil }
    }

    /// How the sides stand to a path.
    package enum State: String, Sendable, Hashable, Codable, CaseIterable {
        case both
        case baselineOnly = "baseline-only"
        case candidateOnly = "candidate-only"
        case neither
        /// On a side the list names nothing that is in the build.
        case stale
        /// Of a side it is not known whether it runs the path: it lost counters, or does not count.
        case unknown
    }

    package struct Row: Sendable, Hashable, Codable {
        /// The path's id.
        package var path: String
        package var title: String
        /// nil for a side that is not instrumented, or for whose code no places are listed.
        package var baseline: Cell?
        package var candidate: Cell?
        /// Scenarios that reach it on either side, sorted.
        package var scenarios: [String]
        package var state: State
        /// Whether it is known that only trials that hung, or in which something was made to crash, reached it.
        package var onlyGravely: Bool
        /// Whether no other trial was seen to reach it, though there are some that lost counters.
        package var seenOnlyGravely: Bool

        /// What the sides that count show of it.
        private var counted: [Cell] { [baseline, candidate].compactMap(\.self) }

        /// Whether no side that counts runs it, and it is known of each.
        package var isReachedByNone: Bool { state != .stale && counted.allSatisfy { $0.isRun == false } }

        /// Whether lost counters leave it open on a side whether that runs it.
        package var isOpen: Bool { state != .stale && counted.contains { $0.isRun == nil } }
    }

    /// In the order of the list; paths that no side lists a place of are left out.
    package var rows: [Row]
    /// What one side runs of a path under a scenario and the other doesn't, sorted.
    package var gaps: [CoverageGap]

    /// - Parameter paths: Id and title of every critical path, in the order of the list.
    package init(_ paths: [(id: String, title: String)], baseline: CoverageSide?, candidate: CoverageSide?) {
        rows = paths.compactMap { path in
            let (a, b) = (Self.cell(path.id, baseline), Self.cell(path.id, candidate))
            guard a != nil || b != nil else { return nil }
            let sides = [baseline, candidate].compactMap(\.self)
            let all = sides.flatMap { $0.functions(of: path.id) }.filter(\.isReached)
            let isGrave = !all.isEmpty && !all.contains(where: \.isReachedCalmly)
            let isCalmKnown = sides.allSatisfy { $0.calmlyLostTrials == 0 }
            return Row(
                path: path.id, title: path.title, baseline: a, candidate: b,
                scenarios: Set(all.flatMap(\.scenarios)).sorted(), state: Self.state(a, b),
                onlyGravely: isGrave && isCalmKnown, seenOnlyGravely: isGrave && !isCalmKnown)
        }
        gaps = Self.gaps(paths.map(\.id), baseline, candidate)
    }

    private static func cell(_ path: String, _ side: CoverageSide?) -> Cell? {
        guard let side, let listed = side.paths[path] else { return nil }
        let functions = side.functions(of: path)
        let reached = functions.filter(\.isReached)
        let total = functions.reduce(0) { $0 + $1.permille }
        return Cell(
            reached: reached.count, functions: functions.count,
            permille: functions.isEmpty ? 0 : total / functions.count, missing: listed.missing,
            broad: listed.broad, lost: side.lostTrials)
    }

    private static func state(_ a: Cell?, _ b: Cell?) -> State {
        if [a, b].contains(where: { $0.map { $0.functions == 0 } ?? false }) { return .stale }
        switch (a?.isRun, b?.isRun) {
        case (true, true): return .both
        case (true, false): return .baselineOnly
        case (false, true): return .candidateOnly
        case (false, false): return .neither
        default: return .unknown
        }
    }

    private static func gaps(_ paths: [String], _ a: CoverageSide?, _ b: CoverageSide?) -> [CoverageGap] {
        guard let a, let b else { return [] }
        return paths.flatMap { path -> [CoverageGap] in
            guard a.paths[path]?.functions.isEmpty == false, b.paths[path]?.functions.isEmpty == false else {
                return []
            }
            let (onA, onB) = (a.scenarios(reaching: path), b.scenarios(reaching: path))
            // Lost counters are no zero: what a side didn't tell of a scenario makes no gap.
            let missingOnB = onA.subtracting(onB).filter { b.scenarios[$0]?.isKnown == true }
            let missingOnA = onB.subtracting(onA).filter { a.scenarios[$0]?.isKnown == true }
            return [("candidate", missingOnB), ("baseline", missingOnA)].compactMap { side, scenarios in
                scenarios.isEmpty ? nil : CoverageGap(path: path, side: side, scenarios: scenarios.sorted())
            }
        }
    }
}

/// A critical path that one side runs under a scenario, and the other, of which every counter is there, does not.
package struct CoverageGap: Sendable, Hashable, Codable {
    package var path: String
    /// The side that does not: `baseline` or `candidate`.
    package var side: String
    /// Sorted.
    package var scenarios: [String]

    package init(path: String, side: String, scenarios: [String]) {
        self.path = path
        self.side = side
        self.scenarios = scenarios
    }
}
