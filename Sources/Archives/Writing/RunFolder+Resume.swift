extension RunFolder {
    /// Opens a folder to go on with its run, and says what is there already.
    ///
    /// Torn last lines are cut off, so that what is appended begins on a line of its own.
    /// - Throws: `ArchiveError` when it is no archive, damaged, or another process works in it.
    package static func resume(
        at path: String, disk: any ArchiveDisk = LocalDisk()
    ) throws -> (folder: RunFolder, contents: RunContents) {
        let paths = RunPaths(root: path)
        // The lock first: a run that is being written must not be mended under its writer's hands.
        _ = try RunReader(at: path)
        let state = try openFiles(paths, disk, .existing)
        let reader = try RunReader(at: path)
        let contents = try reader.contents()
        for (name, file) in [
            ("journal.jsonl", state.journal), ("plan.jsonl", state.plan), ("measures.jsonl", state.measures),
        ] {
            guard let whole = try reader.wholeLength(of: name) else { continue }
            try attempt("cutting off a torn line", "\(path)/\(name)") { () throws(DiskFailure) in
                try file.truncate(to: whole)
            }
        }
        // Only some runs have it, and it is opened when something is added.
        if let whole = try reader.wholeLength(of: "coverage.jsonl") {
            try attempt("cutting off a torn line", paths.coverage) { () throws(DiskFailure) in
                let file = try disk.open(paths.coverage, .existing)
                try file.truncate(to: whole)
                file.close()
            }
        }
        return (RunFolder(paths, disk: disk, state: state), contents)
    }
}
