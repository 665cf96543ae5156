/// What one trial's counters say: the functions of critical paths that it reached, and whose counters were lost.
package struct CoverageDigest: Sendable, Hashable, Codable {
    /// The digest that names the build; nil where no counter could be read.
    package var build: String?
    package var reached: Reached
    /// Processes whose counters were lost, one sentence each: killed, aborted, still there. Lost is not zero.
    package var lost: [String]
    /// What else went wrong on the way, one sentence each.
    package var problems: [String]

    package init(
        build: String? = nil, reached: Reached = Reached(), lost: [String] = [], problems: [String] = []
    ) {
        self.build = build
        self.reached = reached
        self.lost = lost
        self.problems = problems
    }

    /// Whether what it does not list was not reached: every process left its counters, and all of them were read.
    package var isWhole: Bool { build != nil && lost.isEmpty && problems.isEmpty }
}

extension CoverageDigest {
    /// Whether it can be what a trial showed of that build: numbers ascend and are the build's, shares are shares.
    package func fits(_ build: CoveredBuild) -> Bool {
        reached.functions.count == reached.permille.count
            && reached.permille.allSatisfy { (0...1000).contains($0) }
            && zip(reached.functions, reached.functions.dropFirst()).allSatisfy { $0 < $1 }
            && (reached.functions.first.map { $0 >= 0 } ?? true)
            && (reached.functions.last.map { $0 < build.functions.count } ?? true)
    }
}

extension CoveredBuild {
    /// Whether it holds together: paths name functions that are there.
    package var isSound: Bool {
        paths.allSatisfy { path in
            path.functions.allSatisfy { functions.indices.contains($0) }
                && zip(path.functions, path.functions.dropFirst()).allSatisfy { $0 < $1 }
        } && Set(paths.map(\.id)).count == paths.count
    }
}
