import Coverage
import Facets

extension RunReader {
    /// What the trials reached of critical paths; nothing where no contender counted what it ran.
    ///
    /// - Throws: `ArchiveError` when a line is malformed, a build is not what its name says, or a digest names another's.
    package func coverage() throws -> CoverageRecords {
        var records = CoverageRecords()
        for (index, line) in try lines("coverage.jsonl", limit: RunLimits.coverage, of: CoverageLine.self).enumerated()
        {
            switch (line.build, line.name, line.trial, line.digest) {
            case (let build?, let name?, nil, nil):
                guard build.isSound, SHA256.digest(of: Array(build.canonical.utf8)).hexadecimal == name else {
                    throw damaged(index, "it is not the build that it is named after")
                }
                records.builds[name] = build
            case (nil, nil, let trial?, let digest?):
                if let name = digest.build {
                    guard let build = records.builds[name], digest.fits(build) else {
                        throw damaged(index, "trial \(trial) names what is not in its build")
                    }
                }
                records.digests[trial] = digest
            default: throw damaged(index, "it is neither one build nor one trial's digest")
            }
        }
        return records
    }

    private func damaged(_ index: Int, _ why: String) -> ArchiveError {
        root.damaged("coverage.jsonl", "line \(index + 1): \(why)")
    }
}
