import ArgumentParser
import Scenarios

/// `kumite list calls`: which call of the task service is made in which state, and by which scenarios.
struct ListCalls: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "calls", abstract: "Lists every call in every state, with the scenarios that make it there.")

    @Flag(help: "Print one JSON list.")
    var json = false

    @Option(
        name: .customLong("library"), parsing: .singleValue,
        help: "Also this folder's scenarios, their ids prefixed with its name; may be given more than once.",
        completion: .directory)
    var libraries: [String] = []

    func run() throws {
        let cells = CallTable(of: try Library.find(adding: libraries).scenarios()).cells
        if json { return Output.json(cells) }
        for object in TaskObject.allCases {
            let title = object == .container ? "on a container" : "on an exec"
            let states = TaskState.allCases
            Output.text(title.padded(to: 16) + states.map { $0.rawValue.padded(to: 9) }.joined())
            for call in TaskCall.allCases where call.concerns(object) {
                let counts = states.map { state in
                    let cell = cells.first { $0.call == call && $0.object == object && $0.state == state }
                    return "\(cell?.scenarios.count ?? 0)".padded(to: 9)
                }
                Output.text("  " + call.rawValue.padded(to: 14) + counts.joined())
            }
        }
    }
}
