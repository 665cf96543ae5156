import Documents
import Facets
import Foundation
import Linux
import Matrices
import Policies
import Runs
import Scenarios

/// Kumite's own files: scenarios, matrices and the probe, beside the binary or in the clone that it was built in.
struct Library {
    /// The folder with `Scenarios/` and `Matrix/`.
    let folder: String
    /// The static program that is a workload's root file system.
    let probe: String
    /// The user's own ones beside it, in the order in which they were named.
    var added: [AddedLibrary] = []

    /// How large a file of a library may be: the largest real one has a few kilobytes.
    static let fileLimit = 1 << 20

    /// Finds the library, and adds folders of the user's to it.
    ///
    /// - Throws: A `Failure` for a folder that is no library or holds what an added one must not.
    static func find(adding folders: [String]) throws -> Library {
        var library = try find()
        for folder in folders { try library.add(folder) }
        return library
    }

    /// Finds the library: `../share/kumite` beside an installed binary, else the folder above a build folder.
    static func find() throws -> Library {
        let program = try ThisProcess.program
        let beside = URL(fileURLWithPath: program).deletingLastPathComponent()
        let installed = beside.appendingPathComponent("../share/kumite").standardizedFileURL.path
        if Files.exists("\(installed)/Scenarios") {
            return Library(folder: installed, probe: "\(installed)/probe")
        }
        var above = beside
        while above.path != "/" {
            if Files.exists("\(above.path)/Scenarios"), Files.exists("\(above.path)/Matrix") {
                return Library(folder: above.path, probe: "\(above.path)/Guest/.build/release/probe")
            }
            above.deleteLastPathComponent()
        }
        throw Failure(
            doing: "looking for", to: "the library (Scenarios/ and Matrix/)",
            why: "it is neither at \(installed) nor above \(program)",
            now: "install kumite with its share folder, or run it from its clone", exit: Failure.usage)
    }

    /// - Throws: A `Failure` when the probe was not built.
    func checkProbe() throws {
        guard Files.exists(probe) else {
            throw Failure(
                doing: "looking for", to: "the probe", why: "\(probe) is not there",
                now: "run `ci/build`, or `swift build -c release --package-path Guest`", exit: Failure.machine)
        }
    }

    /// All scenarios, in the order of their ids.
    ///
    /// - Throws: A `Failure` that lists everything that is wrong with the files.
    func scenarios() throws -> [Scenario] {
        let root = "\(folder)/Scenarios"
        let paths = try criticalPaths()
        let capabilities = try capabilities().map(\.id)
        var scenarios: [Scenario] = []
        var problems: [Diagnostic] = []
        for name in scenarioFiles() {
            let bytes = try Self.read("\(root)/\(name)")
            var file = ScenarioFile.load(
                bytes, file: "Scenarios/\(name)", paths: paths, capabilities: capabilities)
            for index in file.scenarios.indices {
                file.scenarios[index].file = "Scenarios/\(name)"
                file.scenarios[index].placeImages(in: folder)
            }
            scenarios += file.scenarios
            problems += file.diagnostics
        }
        for library in added {
            let more = try library.scenarios(self)
            scenarios += more.scenarios
            problems += more.problems
        }
        let folders = ([folder] + added.map(\.folder)).map { "\($0)/Scenarios" }.joined(separator: ", ")
        try Self.refuse(problems, "the scenarios in \(folders)")
        return scenarios.sorted { $0.id < $1.id }
    }

    /// The files of `Scenarios/`, by their paths in it, sorted.
    func scenarioFiles() -> [String] {
        var files: [String] = []
        let found = FileManager.default.enumerator(atPath: "\(folder)/Scenarios")
        while let name = found?.nextObject() as? String {
            if name.hasSuffix(".yaml") { files.append(name) }
        }
        return files.sorted()
    }

    /// SHA-256 of all scenarios' files, those of the added libraries too; hexadecimal, the same wherever they lie.
    func digest() throws -> String {
        var digest = SHA256()
        for library in [self] + added.map(\.alone) {
            for name in library.scenarioFiles() {
                digest.update(Array(name.utf8))
                digest.update(try Self.read("\(library.folder)/Scenarios/\(name)"))
            }
        }
        return digest.finish().hexadecimal
    }

    /// What `needs` and `lacks` can name.
    func capabilities() throws -> [Capability] {
        let path = "\(folder)/Matrix/capabilities.yaml"
        let file = CapabilitiesFile.load(try Self.read(path), file: path)
        try Self.refuse(file.diagnostics, path)
        return file.capabilities
    }

    /// The ids that `covers` can name.
    func criticalPaths() throws -> [String] { try paths().map(\.id) }

    /// The paths through a shim that must not break.
    func paths() throws -> [CriticalPath] {
        let path = "\(folder)/Matrix/critical-paths.yaml"
        let file = CriticalPathsFile.load(try Self.read(path), file: path)
        try Self.refuse(file.diagnostics, path)
        return file.paths
    }

    /// A matrix by its file.
    func matrix(_ path: String) throws -> Matrix {
        let file = MatrixFile.load(
            try Self.read(path), file: path,
            folder: URL(fileURLWithPath: path).standardizedFileURL.deletingLastPathComponent().path,
            capabilities: try capabilities().map(\.id) + added.flatMap(\.prefixedCapabilities))
        try Self.refuse(file.diagnostics, "the matrix \(path)")
        guard let matrix = file.matrix else {
            throw Failure(
                doing: "reading", to: path, why: "it holds no matrix", now: "see Matrix/local.yaml for one",
                exit: Failure.usage)
        }
        return matrix
    }

    /// Reads a file of a library, bounded.
    static func read(_ path: String) throws -> [UInt8] {
        let read: (bytes: [UInt8], cut: Bool)
        do {
            read = try Files.read(path, limit: fileLimit)
        } catch let error as LinuxError {
            let parts = error.parts
            throw Failure(
                doing: "reading", to: path, why: parts.why, now: "name a file that is there and readable",
                exit: Failure.usage)
        }
        guard !read.cut else {
            throw Failure(
                doing: "reading", to: path, why: "it is larger than \(fileLimit) bytes",
                now: "no file of a library is that large; split it", exit: Failure.usage)
        }
        return read.bytes
    }

    /// - Throws: A `Failure` that lists what is wrong, if anything is.
    static func refuse(_ problems: [Diagnostic], _ what: String) throws {
        guard !problems.isEmpty else { return }
        let list = problems.prefix(20).map(\.description).joined(separator: "\n  ")
        throw Failure(
            doing: "reading", to: what, why: "\(problems.count) problem(s):\n  \(list)",
            now: "mend these; `kumite check FILE` tells when a file is right", exit: Failure.usage)
    }
}
