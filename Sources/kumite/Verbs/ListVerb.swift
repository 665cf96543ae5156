import ArgumentParser
import Drivers
import Facets
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

    func run() async throws {
        let contenders =
            try matrix.map { try Library.find(adding: libraries).matrix($0).contenders }
            ?? Registry.families.flatMap { $0.installed() }
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
        } else {
            for contender in found { Output.text(contender.lines) }
        }
    }
}

extension ContenderIdentity {
    /// Who it is, on a few lines.
    var lines: String {
        let runtime = parts.map { "\n    \($0.role) \($0.path)  sha256 \($0.sha256.prefix(12))  \($0.version)" }
            .joined()
        return "\(name)  (\(family))\n    shim \(path)  sha256 \(sha256.prefix(12))  \(version)\(runtime)"
    }
}

extension String {
    /// Filled with blanks to a width.
    func padded(to width: Int) -> String {
        self + String(repeating: " ", count: Swift.max(0, width - count))
    }
}
