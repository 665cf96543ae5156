import ArgumentParser
import Host
import Linux

/// `kumite clean`: removes what former runs left, only ours.
struct CleanVerb: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "clean",
        abstract: "Removes what former runs left on this host: only what is Kumite's, nothing of a run that lives.")

    @Flag(help: "Only say what would be removed.")
    var dryRun = false

    @Flag(help: "Print one JSON object.")
    var json = false

    private struct Result: Encodable {
        var found: [String]
        var stuck: [String]
    }

    func run() async throws {
        try Root.require("clean")
        let leftovers = try Leftovers()
        let stuck = dryRun ? [] : try await leftovers.remove(by: .after(.seconds(10)))
        let result = Result(
            found: leftovers.all.map(\.text), stuck: stuck.map { "\($0.leftover.text): \($0.why)" })
        if json {
            Output.json(result)
        } else {
            let verb = dryRun ? "would remove" : "removed"
            for text in result.found { Output.text("\(verb) \(Printable.line(text))") }
            for text in result.stuck { Output.text("still there: \(Printable.line(text))") }
            if result.found.isEmpty { Output.text("nothing to remove") }
        }
        if !stuck.isEmpty { throw ExitCode(Failure.machine) }
    }
}

/// Being root, which every verb needs that starts or removes something.
enum Root {
    static func require(_ verb: String) throws {
        guard ThisProcess.isRoot else {
            throw Failure(
                doing: "running", to: "kumite \(verb)", why: "it needs root: shims make namespaces, mounts and cgroups",
                now: "run it with sudo", exit: Failure.usage)
        }
    }
}
