package import Coverage

/// A line of `coverage.jsonl`: a build with its name, or what a trial reached of one.
struct CoverageLine: Codable {
    /// The build that `name` names.
    var build: CoveredBuild?
    /// The SHA-256 of the build's canonical text.
    var name: String?
    var trial: Int?
    var digest: CoverageDigest?
}

/// What a run's trials reached of critical paths.
package struct CoverageRecords: Sendable, Hashable {
    /// By the digests that name them.
    package var builds: [String: CoveredBuild]
    /// By the trials' numbers; of two for one trial, the last.
    package var digests: [Int: CoverageDigest]

    package init(builds: [String: CoveredBuild] = [:], digests: [Int: CoverageDigest] = [:]) {
        self.builds = builds
        self.digests = digests
    }
}
