import Archives
import ArgumentParser
import Foundation
import Judgement
import Linux

/// A finding as the command line names it: `[RUN#]ID`, of the newest run where none is named.
struct FindingReference: ExpressibleByArgument {
    static let help = ArgumentHelp("The finding: [RUN#]ID; without RUN of the newest run.", valueName: "finding")
    /// As many characters of an id as must be given; fewer would soon mean several.
    private static let leastLength = 4

    let text: String
    /// The run's folder, or its name in `runs`; nil for the newest.
    private let run: String?
    /// The id, or the beginning of it.
    private let id: String

    init?(argument text: String) {
        let mark = text.lastIndex(of: "#")
        let id = mark.map { String(text[text.index(after: $0)...]) } ?? text
        let run = mark.map { String(text[..<$0]) }
        guard id.count >= Self.leastLength, id.allSatisfy({ $0.isASCII && $0.isHexDigit }), run != "" else {
            return nil
        }
        self.text = text
        self.run = run
        self.id = id.lowercased()
    }

    /// The folder of the run that is meant.
    ///
    /// - Throws: A `Failure` when none is named and there is none.
    func folder() throws -> String {
        try run.map(RunName.folder) ?? RunName.newest()
    }

    /// Judges the run and looks the finding up.
    ///
    /// - Parameter wish: By which terms, if not by those of the run.
    /// - Throws: A `Failure` when there is no such run or finding, or several begin so.
    func found(_ wish: PolicyWish = PolicyWish()) throws -> FoundFinding {
        let folder = try folder()
        let report = try RunReport.read(folder, wish)
        let matches = report.judged.findings.filter { $0.id.hasPrefix(id) }
        guard let first = matches.first, matches.count == 1 || matches.allSatisfy({ $0.id == first.id }) else {
            throw Failure(
                doing: "looking for", to: "finding \(id) of \(folder)",
                why: matches.isEmpty
                    ? "the run has no such finding" : "\(matches.count) findings begin so",
                now: "`kumite report \(folder)` lists each with its id", exit: Failure.usage)
        }
        return FoundFinding(folder: folder, report: report, finding: first)
    }
}

/// A finding with the run that it is of.
struct FoundFinding {
    /// The run's folder.
    let folder: String
    let report: RunReport
    let finding: Finding
}

/// How a run is named: by its folder, or by that folder's name in `runs`.
enum RunName {
    /// The folder that is meant.
    static func folder(_ name: String) -> String {
        let known = "runs/\(name)"
        return !Files.exists(name) && !name.contains("/") && Files.exists(known) ? known : name
    }

    /// The folder in `runs` of the run that began last; what is no run there is passed over.
    ///
    /// - Throws: A `Failure` when there is none.
    static func newest() throws -> String {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "runs")) ?? []
        let begun = names.sorted().compactMap { name -> (path: String, at: UInt64)? in
            guard let header = try? RunReader(at: "runs/\(name)").header() else { return nil }
            return ("runs/\(name)", header.startedAtWallNanoseconds)
        }
        guard let newest = begun.max(by: { $0.at < $1.at }) else {
            throw Failure(
                doing: "looking for", to: "the newest run", why: "there is none in runs/ here",
                now: "name it: RUN#ID, with RUN the folder that `kumite run` printed", exit: Failure.usage)
        }
        return newest.path
    }
}
