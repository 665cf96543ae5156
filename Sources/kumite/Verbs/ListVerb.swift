import ArgumentParser
import Drivers
import Facets
import Foundation
import Linux
import Matrices
import Recordings
import Runs
import Scenarios

/// `kumite list scenarios|contenders|calls|schema`: what there is.
struct ListVerb: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Lists scenarios, contenders, calls and their states, or the scenarios' schema.",
        subcommands: [ListScenarios.self, ListContenders.self, ListCalls.self, ListSchema.self])
}

/// `kumite list scenarios`.
struct ListScenarios: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "scenarios", abstract: "Lists the scenarios of the library, one a line.")

    @Flag(help: "Print one JSON list.")
    var json = false

    @Flag(help: "Print the catalogue as Scenarios/README.md holds it.")
    var markdown = false

    @Option(
        name: .customLong("library"), parsing: .singleValue,
        help: "Also this folder's scenarios, their ids prefixed with its name; may be given more than once.",
        completion: .directory)
    var libraries: [String] = []

    @Option(help: "Only those whose id matches one of these patterns (* is anything).")
    var scenarios: String?

    func validate() throws {
        if json, markdown { throw ValidationError("--json and --markdown do not go together") }
    }

    func run() throws {
        let chosen = try Selection(globs: scenarios, tier: nil).of(Library.find(adding: libraries).scenarios())
        if json {
            Output.json(chosen.map(Row.init))
        } else if markdown {
            Output.text(ScenarioCatalogue.markdown(of: chosen))
        } else {
            let width = chosen.map(\.id.count).max() ?? 0
            for scenario in chosen {
                let tier = scenario.tier.rawValue
                Output.text(scenario.id.padded(to: width) + "  " + tier.padded(to: 8) + "  " + scenario.title)
            }
        }
    }

    private struct Row: Encodable {
        var id: String
        var title: String
        var area: String
        var file: String
        var covers: [String]
        var origin: [String]
        var needs: [String]
        var drivers: [String]
        var tier: String
        var generated: Bool

        init(_ scenario: Scenario) {
            id = scenario.id
            title = scenario.title
            area = scenario.area
            file = scenario.file
            covers = scenario.covers
            origin = scenario.origin
            needs = scenario.needs
            drivers = Registry.drivers.filter { driver in
                Registry.families.contains { driver.obstacles(to: scenario, of: $0).isEmpty }
            }.map(\.name)
            tier = scenario.tier.rawValue
            generated = scenario.generated
        }
    }
}

/// `kumite list contenders`.
struct ListContenders: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "contenders", abstract: "Lists the shims that are installed here, or those of a matrix.")

    @Flag(help: "Print one JSON list.")
    var json = false

    @Option(
        name: .customLong("library"), parsing: .singleValue,
        help: "Also what this folder's Matrix/ lets a matrix name; may be given more than once.",
        completion: .directory)
    var libraries: [String] = []

    @Option(help: "Those of this matrix instead.", completion: .file(extensions: ["yaml"]))
    var matrix: String?

    @Option(
        help: "Those below this folder instead, into which a release was unpacked.", completion: .directory)
    var folder: String?

    @Flag(help: "Print a matrix with them.")
    var yaml = false

    func validate() throws {
        if matrix != nil, folder != nil { throw ValidationError("--matrix and --folder do not go together") }
        if json, yaml { throw ValidationError("--json and --yaml do not go together") }
    }

    func run() async throws {
        let contenders = try contenders()
        var found: [ContenderIdentity] = []
        for contender in contenders {
            do {
                found.append(
                    try await Identification.identity(
                        of: contender, families: Registry.families,
                        faults: { try await .read(beside: ThisProcess.program) }))
            } catch {
                Output.error("kumite: \(error)")
            }
        }
        if json {
            Output.json(found)
        } else if yaml {
            Output.text(MatrixText.of(contenders, known: found))
        } else {
            for contender in found { Output.text(contender.lines) }
        }
    }

    private func contenders() throws -> [Contender] {
        if let matrix { return try Library.find(adding: libraries).matrix(matrix).contenders.flatMap(\.each) }
        let place = folder.map { URL(fileURLWithPath: $0).standardizedFileURL.path }
        return Registry.families.flatMap { family in
            let found = family.found(in: place)
            for trouble in found.troubles { Output.error(Printable.line("kumite: \(trouble)")) }
            return found.contenders
        }
    }
}

extension ContenderIdentity {
    /// Who it is, on a few lines.
    var lines: String {
        var lines = [Printable.line("\(name)  (\(family)\(release.map { ", \($0)" } ?? ""))")]
        func add(_ role: String, _ path: String, _ digest: String, _ version: String) {
            let digest = digest.isEmpty ? "not read" : "sha256 \(digest.prefix(12))"
            lines.append(Printable.line("    \(role) \(path)  \(digest)  \(version)"))
        }
        add("shim", path, sha256, version)
        if let info { lines.append(Printable.line("    says of itself \(info)")) }
        if let configuration { add("configuration", configuration.path, configuration.sha256, "") }
        for part in parts { add(part.role, part.path, part.sha256, part.version) }
        for line in unread ?? [] { lines.append(Printable.line("    could not be read: \(line)")) }
        return lines.map { String($0.reversed().drop { $0 == " " }.reversed()) }.joined(separator: "\n")
    }
}

extension String {
    /// Filled with blanks to a width.
    func padded(to width: Int) -> String {
        self + String(repeating: " ", count: Swift.max(0, width - count))
    }
}
