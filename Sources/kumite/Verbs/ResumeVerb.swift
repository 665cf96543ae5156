import Archives
import ArgumentParser
import Runs

/// `kumite resume RUN`: goes on with an interrupted run.
struct ResumeVerb: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "resume", abstract: "Goes on with a run that was interrupted, and judges it.")

    @Argument(help: ArgumentHelp("The run folder.", valueName: "run"), completion: .directory)
    var path: String

    @Option(help: "How many trials run at a time, as in `run`.")
    var lanes: Int?

    @Flag(inversion: .prefixedNo, help: "Whether trials look at the host before and after, as in `run`.")
    var snapshots = true

    @Flag(help: "Also tell where the run's time went, on standard error.")
    var timings = false

    @Flag(help: "Print the result as one JSON object, and nothing else on standard output.")
    var json = false

    func validate() throws {
        guard (1...64).contains(lanes ?? 1) else { throw ValidationError("--lanes takes a number from 1 to 64") }
    }

    func run() async throws {
        try Root.require("resume")
        let interruption = try Interruption()
        let folders = HostFolders()
        defer { folders.restore() }
        let library = try Library.find()
        try library.checkProbe()
        let (folder, contents) = try RunFolder.resume(at: path)
        for note in contents.notes { Output.error(Printable.line("note: \(note)")) }
        try await RunEnding(
            folder: folder, lanes: lanes, snapshots: snapshots, library: library, json: json, timings: timings,
            interruption: interruption
        ).run()
    }
}
