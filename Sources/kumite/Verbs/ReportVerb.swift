import Archives
import ArgumentParser
import Foundation
import Linux
import Reports

/// `kumite report RUN`: tells a run that has ended, again.
struct ReportVerb: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report", abstract: "Writes the report of a run that has ended.",
        discussion: "Without options the default set is written into the run folder, and the text is printed.")

    @Argument(help: ArgumentHelp("The run folder.", valueName: "run"), completion: .directory)
    var folder: String

    @Option(help: "Write the page to this file.", completion: .file(extensions: ["html"]))
    var html: String?

    @Flag(help: "Also tell where the run's time went, on standard error.")
    var timings = false

    @Flag(help: "Print the result as one JSON object, and nothing else on standard output.")
    var json = false

    func run() throws {
        let report = try RunReport.read(folder)
        if timings { try RunReport.showSpending(of: folder) }
        if let html {
            try Files.write(html, Array(renderHTML(report.input).utf8))
            if json { report.show(json: true) }
            return
        }
        if !json { try report.writeDefaults(into: RunFolder.resume(at: folder).folder) }
        report.show(json: json)
    }
}
