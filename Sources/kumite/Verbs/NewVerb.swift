import ArgumentParser
import Documents
import Foundation
import Linux
import Scenarios

/// `kumite new scenario|generated`: files of a library.
struct NewVerb: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "new", abstract: "Writes a file of a library: a scenario to begin with, or those that are made.",
        subcommands: [NewScenario.self, NewGenerated.self])
}

/// `kumite new scenario AREA/NAME`.
struct NewScenario: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "scenario", abstract: "Writes a scenario to begin with; never over one that is there.")

    @Option(help: "The folder whose Scenarios/ it goes into. Default: Kumite's own library.", completion: .directory)
    var library: String?

    @Argument(help: "Its id, AREA/NAME: small letters, digits and -.")
    var id: String

    func run() throws {
        guard let text = ScenarioScaffold.text(id: id) else {
            throw Failure(
                doing: "writing", to: "the scenario \(id)", why: "an id is AREA/NAME, of small letters, digits and -",
                now: "choose one such as exit/late", exit: Failure.usage)
        }
        let path = try "\(library ?? Library.find().folder)/Scenarios/\(id).yaml"
        guard !Files.exists(path) else {
            throw Failure(
                doing: "writing", to: path, why: "it is there already", now: "choose another name",
                exit: Failure.usage)
        }
        try LibraryWriting.write(text, to: path)
        Output.text(path)
    }
}

/// `kumite new generated`.
struct NewGenerated: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "generated",
        abstract: "Writes what is made and not written: generated scenarios, the catalogue, the schema.")

    @Option(help: "The folder of the library. Default: Kumite's own.", completion: .directory)
    var library: String?

    func run() throws {
        let library = try self.library.map { Library(folder: $0, probe: "") } ?? Library.find()
        var files = GeneratedFile.all
        for file in files { try LibraryWriting.write(file.text, to: "\(library.folder)/\(file.path)") }
        // Read only now: the catalogue lists what was just made.
        files = [
            GeneratedFile(
                path: "Scenarios/README.md", text: ScenarioCatalogue.markdown(of: try library.scenarios())),
            GeneratedFile(path: "Scenarios/schema.json", text: ScenarioSchema.json),
        ]
        for file in files { try LibraryWriting.write(file.text, to: "\(library.folder)/\(file.path)") }
    }
}

/// Writes files of a library.
enum LibraryWriting {
    /// - Throws: A `Failure` when the folder can't be written to.
    static func write(_ text: String, to path: String) throws {
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
        do {
            try Files.makeDirectories(folder)
            try Files.write(path, Array(text.utf8))
        } catch let error as LinuxError {
            throw Failure(
                doing: "writing", to: path, why: error.parts.why, now: "name a library that can be written to",
                exit: Failure.usage)
        }
    }
}
