import Archives
import ArgumentParser
import Foundation
import Linux
import Reports

/// `kumite report RUN`: tells a run that has ended, again.
struct ReportVerb: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report", abstract: "Writes the report of a run that has ended.",
        discussion: """
            Writes what is asked for; without options the default set (page, text, object, Markdown, JUnit) into the run
            folder, and prints the text. By other terms (--policy, --ledger) only prints it.
            """)

    @Argument(help: ArgumentHelp("The run folder.", valueName: "run"), completion: .directory)
    var folder: String

    @Option(help: "Write the page to this file.", completion: .file(extensions: ["html"]))
    var html: String?

    @Option(
        help: "Write a summary for a pipeline, of at most 60 lines, to this file.",
        completion: .file(extensions: ["md"]))
    var markdown: String?

    @Option(help: "Write a JUnit report to this file.", completion: .file(extensions: ["xml"]))
    var junit: String?

    @Flag(
        help: "Print only what was set aside before comparing: normalisers, rules, ledger entries, and what each hid.")
    var hidden = false

    @OptionGroup var terms: TermsOptions

    @OptionGroup var sources: SourceOptions

    @Flag(help: "Also tell where the run's time went, on standard error.")
    var timings = false

    @Flag(help: "Print the result as one JSON object, and nothing else on standard output.")
    var json = false

    func run() throws {
        var report = try RunReport.read(folder, terms.wish)
        try sources.add(to: &report.input.coverage)
        if timings { try RunReport.showSpending(of: folder) }
        if hidden {
            let style = TextStyle(width: Output.isSeen ? ProgressBar.width : 160, colours: Output.isSeen)
            return Output.text(renderHidden(report.judged, style: style))
        }
        let asked: [(file: String?, render: (ReportInput) -> String)] = [
            (html, renderHTML), (markdown, renderMarkdown), (junit, renderJUnit),
        ]
        for case (let file?, let render) in asked { try Self.write(render(report.input), to: file) }
        if asked.contains(where: { $0.file != nil }) {
            if json { report.show(json: true) }
            return
        }
        // What lies in the run folder is told by the run's own terms.
        if !json, terms.wish.isRunsOwn { try report.writeDefaults(into: RunFolder.resume(at: folder).folder) }
        report.show(json: json)
    }

    static func write(_ text: String, to file: String) throws {
        do {
            try Files.write(file, Array(text.utf8))
        } catch let error as LinuxError {
            throw Failure(
                doing: "writing a report to", to: file, why: error.parts.why,
                now: "name a file in a folder that is there and can be written", exit: Failure.usage)
        }
    }
}
