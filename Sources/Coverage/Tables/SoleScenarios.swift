extension CoverageSide {
    /// Fewer scenarios than this, and it says nothing that one alone reaches a function.
    private static let scenariosToSpeakOf = 10

    /// Functions that one scenario alone reaches, though many were run: without it nobody tests them. Sorted by place.
    package var soleScenarios: [(function: CoveredBuild.Function, scenario: String)] {
        guard scenarios.count >= Self.scenariosToSpeakOf else { return [] }
        return functions.compactMap { function in
            guard function.scenarios.count == 1, let scenario = function.scenarios.first else { return nil }
            return (function.function, scenario)
        }
    }
}
