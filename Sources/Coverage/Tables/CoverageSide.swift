/// The digests of one side's trials, put together; the same whatever their order.
package struct CoverageSide: Sendable {
    /// What became of one function that critical paths list.
    package struct Function: Sendable, Hashable {
        package var function: CoveredBuild.Function
        /// Scenarios that reached it.
        package var scenarios: Set<String> = []
        /// Whether a trial reached it in which the shim neither hung nor was made to crash.
        package var isReachedCalmly = false
        /// The most of it that one trial ran, in thousandths; over several trials together it may be more.
        package var permille = 0

        package var isReached: Bool { !scenarios.isEmpty }
    }

    /// What the list says of one critical path on this side.
    package struct Listed: Sendable, Hashable {
        /// Places in `functions`, ascending.
        package var functions: [Int] = []
        package var missing: [String] = []
        package var broad: [String] = []
    }

    /// What a scenario's trials told.
    package struct Told: Sendable, Hashable {
        package var trials = 0
        /// Trials of which every process left its counters.
        package var whole = 0
        /// Trials whose shim was made to crash, and took its counters along; nothing else is wrong with them.
        package var crashed = 0
        /// Trials that lost counters though the shim neither hung nor was made to crash.
        package var calmlyLost = 0
        /// How long all of them took.
        package var nanoseconds: UInt64 = 0

        /// Whether what was not reached is known not to have been.
        package var isKnown: Bool { trials > 0 && whole == trials }
        /// Trials that lost counters, those aside that lose them whenever they are run.
        package var lost: Int { trials - whole - crashed }
    }

    /// Sorted by file and name.
    package private(set) var functions: [Function] = []
    /// By critical path.
    package private(set) var paths: [String: Listed] = [:]
    package private(set) var scenarios: [String: Told] = [:]
    /// What was lost or went wrong, one sentence each with how many trials say so, sorted.
    package private(set) var losses: [String: Int] = [:]
    /// How many different builds the trials were of; more than one and the sides are a mix.
    package private(set) var builds = 0

    private struct Key: Hashable, Comparable {
        var file: String
        var symbol: CodeSymbol

        static func < (a: Key, b: Key) -> Bool {
            (a.file, a.symbol.owner, a.symbol.trait, a.symbol.name, a.symbol.module)
                < (b.file, b.symbol.owner, b.symbol.trait, b.symbol.name, b.symbol.module)
        }
    }

    /// - Parameters:
    ///   - trials: Of this side only; those whose build is unknown, or doesn't fit, count as lost.
    ///   - builds: By the digests that name them.
    package init(_ trials: [CoveredTrial], builds: [String: CoveredBuild]) {
        let used = Set(trials.compactMap(\.digest.build)).intersection(builds.keys).sorted()
        self.builds = used.count
        var lines: [Key: Int] = [:]
        for build in used.compactMap({ builds[$0] }) {
            for function in build.functions {
                let key = Key(file: function.file, symbol: function.symbol)
                lines[key] = min(lines[key] ?? function.line, function.line)
            }
        }
        let keys = lines.keys.sorted()
        let numbers = Dictionary(zip(keys, keys.indices)) { first, _ in first }
        functions = keys.map {
            Function(function: CoveredBuild.Function(file: $0.file, line: lines[$0] ?? 0, symbol: $0.symbol))
        }
        var own: [String: [Int]] = [:]
        for name in used {
            guard let build = builds[name] else { continue }
            let all = build.functions.map { numbers[Key(file: $0.file, symbol: $0.symbol)] ?? 0 }
            own[name] = all
            for path in build.paths { list(path, all) }
        }
        for trial in trials.sorted(by: { $0.number < $1.number }) { take(trial, builds, own) }
    }

    private mutating func list(_ path: CoveredBuild.Path, _ numbers: [Int]) {
        var listed = paths[path.id] ?? Listed()
        listed.functions = Set(listed.functions + path.functions.map { numbers[$0] }).sorted()
        listed.missing = Set(listed.missing + path.missing).sorted()
        listed.broad = Set(listed.broad + path.broad).sorted()
        paths[path.id] = listed
    }

    private mutating func take(_ trial: CoveredTrial, _ builds: [String: CoveredBuild], _ own: [String: [Int]]) {
        var told = scenarios[trial.scenario] ?? Told()
        told.trials += 1
        told.nanoseconds += trial.elapsedNanoseconds
        for sentence in Set(trial.digest.lost + trial.digest.problems) { losses[sentence, default: 0] += 1 }
        var isWhole = false
        if let name = trial.digest.build, let build = builds[name], let numbers = own[name], trial.digest.fits(build) {
            isWhole = trial.digest.isWhole
            if !isWhole, trial.isShimMadeToCrash, trial.digest.problems.isEmpty { told.crashed += 1 }
            for (local, permille) in zip(trial.digest.reached.functions, trial.digest.reached.permille) {
                let number = numbers[local]
                functions[number].scenarios.insert(trial.scenario)
                functions[number].permille = max(functions[number].permille, permille)
                if !trial.isGrave { functions[number].isReachedCalmly = true }
            }
        }
        if isWhole { told.whole += 1 }
        if !isWhole, !trial.isGrave { told.calmlyLost += 1 }
        scenarios[trial.scenario] = told
    }

    /// Trials of which counters were lost, or could not be read; those aside in which the shim was made to crash.
    ///
    /// Digests do not tell processes apart, so any of these trials may have run any function.
    package var lostTrials: Int { scenarios.values.reduce(0) { $0 + $1.lost } }

    /// Trials whose counters went with a shim that was made to crash: what only they ran, no trial can ever show.
    package var crashedTrials: Int { scenarios.values.reduce(0) { $0 + $1.crashed } }

    /// Trials that lost counters though the shim neither hung nor was made to crash.
    package var calmlyLostTrials: Int { scenarios.values.reduce(0) { $0 + $1.calmlyLost } }

    /// Whether what no trial showed to be reached is known not to be.
    package var isKnown: Bool { lostTrials == 0 }

    /// How many functions it is not known of whether they were run.
    package var unknownFunctions: Int { isKnown ? 0 : functions.count { !$0.isReached } }

    /// The functions of a path, with what became of each.
    package func functions(of path: String) -> [Function] {
        (paths[path]?.functions ?? []).map { functions[$0] }
    }

    /// The scenarios that reach at least one function of a path.
    package func scenarios(reaching path: String) -> Set<String> {
        functions(of: path).reduce(into: []) { $0.formUnion($1.scenarios) }
    }
}
