import ArgumentParser
import Scenarios

/// `kumite list schema`: what an editor checks a scenario by.
struct ListSchema: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "schema", abstract: "Prints the JSON Schema of a scenario's file, for editors.",
        discussion: """
            Editors that speak the YAML language server's protocol take it from a comment in the file's first line:
            # yaml-language-server: $schema=../schema.json
            """)

    func run() {
        Output.text(ScenarioSchema.json)
    }
}
