import Documents
import Foundation
import Linux
import Matrices
import Policies
import Scenarios

/// A user's own library: scenarios, and what they name, beside Kumite's own.
///
/// Its ids are prefixed with its name. Nothing in it can loosen what another demands: what could (a ledger, policies,
/// owners) is refused, and an id that Kumite's own library has can't be taken.
struct AddedLibrary {
    /// The folder's name; every id of it begins with it: `acme/exit/late`.
    let name: String
    let folder: String
    /// Ids of its own critical paths and capabilities, as its files spell them.
    let paths: [String]
    let capabilities: [String]

    /// - Throws: A `Failure` where it is no library, or holds what none that is added may.
    init(_ path: String, beside own: Library) throws {
        folder = URL(fileURLWithPath: path).standardizedFileURL.path
        name = URL(fileURLWithPath: folder).lastPathComponent
        guard Files.exists("\(folder)/Scenarios") else {
            throw Self.refusal(
                path, "it has no folder Scenarios", "name the folder that holds Scenarios/ (and Matrix/, if it has one)"
            )
        }
        guard !Library(folder: folder, probe: "").scenarioFiles().isEmpty else {
            throw Self.refusal(path, "its folder Scenarios holds no scenario", "`kumite new scenario` begins one")
        }
        guard Reading.isName(name) else {
            throw Self.refusal(
                path, "ids begin with the folder's name, and '\(Printable.line(name))' can't begin one",
                "give the folder a name of small letters, digits and -")
        }
        for (file, why) in Self.loosening where Files.exists("\(folder)/Matrix/\(file)") {
            throw Self.refusal(
                path, "it holds Matrix/\(file), and \(why)",
                "move it out of there; what a run may let pass is named on the command line or in Kumite's own library")
        }
        paths = try Self.criticalPaths(in: folder)
        capabilities = try Self.capabilities(in: folder)
        guard !Files.exists("\(own.folder)/Scenarios/\(name)") else {
            throw Self.refusal(
                path, "Kumite's own library has an area '\(name)', and ids that begin with it",
                "give the folder another name")
        }
        let taken = try Set(own.criticalPaths()).union(try own.capabilities().map(\.id))
        if let clash = (paths + capabilities).first(where: taken.contains) {
            throw Self.refusal(
                path, "its Matrix/ gives the id '\(clash)' to something of its own, and Kumite's own library has it",
                "choose another id")
        }
    }

    /// What an added library must not hold, and why.
    private static let loosening = [
        ("ledger", "a ledger makes differences known that others demand to see"),
        ("policies.yaml", "a policy says what blocks"),
        ("owners.yaml", "who is asked for a finding is not its to say"),
    ]

    /// Its scenarios, with prefixed ids, and what is wrong with their files.
    func scenarios(_ own: Library) throws -> (scenarios: [Scenario], problems: [Diagnostic]) {
        let files = alone.scenarioFiles()
        let known = (paths: try own.criticalPaths() + paths, needs: try own.capabilities().map(\.id) + capabilities)
        var scenarios: [Scenario] = []
        var problems: [Diagnostic] = []
        for file in files {
            let place = "\(folder)/Scenarios/\(file)"
            let loaded = ScenarioFile.load(
                try Library.read(place), file: place, paths: known.paths, capabilities: known.needs)
            problems += loaded.diagnostics
            scenarios += loaded.scenarios.map { scenario in
                var scenario = scenario
                scenario.id = prefixed(scenario.id)
                scenario.file = place
                scenario.placeImages(in: folder)
                scenario.covers = scenario.covers.map { paths.contains($0) ? prefixed($0) : $0 }
                scenario.needs = scenario.needs.map { capabilities.contains($0) ? prefixed($0) : $0 }
                return scenario
            }
        }
        return (scenarios, problems)
    }

    /// The folder as a library of its own.
    var alone: Library { Library(folder: folder, probe: "") }

    /// All its files that can be checked, scenarios first, sorted.
    var files: [String] {
        let matrices = (try? Directory("\(folder)/Matrix").names()) ?? []
        return alone.scenarioFiles().map { "\(folder)/Scenarios/\($0)" }
            + matrices.map { String(decoding: $0, as: UTF8.self) }.filter { $0.hasSuffix(".yaml") }.sorted().map {
                "\(folder)/Matrix/\($0)"
            }
    }

    /// What a matrix calls its capabilities: `acme/feature`.
    var prefixedCapabilities: [String] { capabilities.map(prefixed) }

    private func prefixed(_ id: String) -> String { "\(name)/\(id)" }

    private static func criticalPaths(in folder: String) throws -> [String] {
        let path = "\(folder)/Matrix/critical-paths.yaml"
        guard Files.exists(path) else { return [] }
        let file = CriticalPathsFile.load(try Library.read(path), file: path)
        try Library.refuse(file.diagnostics, path)
        return file.paths.map(\.id)
    }

    private static func capabilities(in folder: String) throws -> [String] {
        let path = "\(folder)/Matrix/capabilities.yaml"
        guard Files.exists(path) else { return [] }
        let file = CapabilitiesFile.load(try Library.read(path), file: path)
        try Library.refuse(file.diagnostics, path)
        return file.capabilities.map(\.id)
    }

    private static func refusal(_ path: String, _ why: String, _ now: String) -> Failure {
        Failure(doing: "adding", to: "the library \(path)", why: why, now: now, exit: Failure.usage)
    }
}

extension Library {
    /// Adds a folder of the user's.
    mutating func add(_ path: String) throws {
        let library = try AddedLibrary(path, beside: self)
        if let other = added.first(where: { $0.name == library.name }) {
            throw Failure(
                doing: "adding", to: "the library \(path)",
                why: "\(other.folder) is added already, and its ids begin with '\(other.name)' too",
                now: "give one of the folders another name", exit: Failure.usage)
        }
        added.append(library)
    }
}
