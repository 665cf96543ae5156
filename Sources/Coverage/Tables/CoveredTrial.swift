/// One trial's digest, with what is to be known of the trial.
package struct CoveredTrial: Sendable, Hashable {
    /// Its number in the archive.
    package var number: Int
    /// `baseline`, `candidate`, `reference`.
    package var role: String
    package var scenario: String
    /// Whether the shim hung, or was made to crash: code that runs only then is hardly tested by anybody.
    package var isGrave: Bool
    /// Whether its scenario makes the shim crash: what that ran is lost whenever it is run, and no fault of the counting.
    package var isShimMadeToCrash: Bool
    /// How long it took; 0 if that is not known.
    package var elapsedNanoseconds: UInt64
    package var digest: CoverageDigest

    package init(
        number: Int, role: String, scenario: String, isGrave: Bool = false, isShimMadeToCrash: Bool = false,
        elapsedNanoseconds: UInt64 = 0, digest: CoverageDigest
    ) {
        self.number = number
        self.role = role
        self.scenario = scenario
        self.isGrave = isGrave
        self.isShimMadeToCrash = isShimMadeToCrash
        self.elapsedNanoseconds = elapsedNanoseconds
        self.digest = digest
    }
}
