package import Coverage
import Facets
import Synchronization

extension RunFolder {
    /// Keeps what a trial reached of critical paths; the build that it is of is written once.
    ///
    /// - Parameter build: nil where no counters could be read.
    package func appendCoverage(of trial: Int, _ digest: CoverageDigest, build: CoveredBuild?) throws {
        var digest = digest
        let name = build.map { SHA256.digest(of: Array($0.canonical.utf8)).hexadecimal }
        digest.build = name
        let end = try line(CoverageLine(trial: trial, digest: digest))
        try state.withLock { state in
            guard !state.closed else {
                throw ArchiveError(
                    kind: .unavailable, doing: "writing the coverage of trial \(trial)", to: paths.coverage,
                    why: "the run's folder is closed", now: "report this as a defect of Kumite")
            }
            var bytes: [UInt8] = []
            if let build, let name, state.builds.insert(name).inserted {
                bytes += try line(CoverageLine(build: build, name: name))
            }
            bytes += end
            try Self.attempt("writing the coverage of trial \(trial)", paths.coverage) { () throws(DiskFailure) in
                let file: any ArchiveFile
                if let open = state.coverage {
                    file = open
                } else {
                    file = try disk.open(paths.coverage, disk.exists(paths.coverage) ? .existing : .new)
                    state.coverage = file
                }
                try file.write(bytes)
            }
        }
    }
}
