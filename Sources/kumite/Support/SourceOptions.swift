import ArgumentParser
import Coverage
import Reports
import Runs

/// Where the source of what was built to be counted lies: `DIR` for both sides, `candidate=DIR` for one.
struct SourceOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "A folder with the source of the builds, to show the lines that no scenario ran; can be given more than once.",
            discussion: "Its files are found by the ends of the paths in the counters; links in it are not followed.",
            valueName: "[side=]dir"),
        completion: .directory)
    var source: [String] = []

    /// Puts the lines beside what the sides did not reach.
    ///
    /// - Parameter path: The functions of this critical path alone; nil for those of all.
    /// - Throws: A `Failure` where a folder can't be opened.
    func add(to cells: inout [ReportedCoverage], of path: String? = nil) throws {
        for text in source {
            let sides = ["baseline", "candidate"].filter { text.hasPrefix("\($0)=") }
            let tree = try SourceTree(sides.first.map { String(text.dropFirst($0.utf8.count + 1)) } ?? text)
            func isMeant(_ side: String) -> Bool { sides.isEmpty || sides.contains(side) }
            for place in cells.indices {
                if isMeant("baseline") {
                    cells[place].baselineSource.merge(tree.excerpts(of: cells[place].baseline, path)) { old, _ in old }
                }
                if isMeant("candidate") {
                    cells[place].candidateSource.merge(tree.excerpts(of: cells[place].candidate, path)) { old, _ in old
                    }
                }
            }
        }
    }
}

extension SourceTree {
    /// The lines of a side's functions that no scenario reached.
    fileprivate func excerpts(of side: CoverageSide?, _ path: String?) -> [CoveredBuild.Function: SourceExcerpt] {
        guard let side else { return [:] }
        let functions = path.map { side.functions(of: $0) } ?? side.functions
        return excerpts(of: functions.filter { !$0.isReached }.map(\.function))
    }
}
