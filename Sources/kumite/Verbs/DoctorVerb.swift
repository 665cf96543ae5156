import ArgumentParser
import Host

/// `kumite doctor`: whether Kumite can work on this host.
struct DoctorVerb: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "Looks whether Kumite can work on this host, and says what to do where it can't.")

    @Flag(help: "Print the checks as one JSON list.")
    var json = false

    func run() async throws {
        let checks = try await Doctor.examine()
        if json { return Output.json(checks) }
        let width = checks.map(\.check.count).max() ?? 0
        for check in checks {
            Output.text("\(check.state.rawValue.padded(to: 6))  \(check.check.padded(to: width))  \(check.detail)")
            if !check.affects.isEmpty { Output.text("        affects: \(check.affects)") }
            if !check.mend.isEmpty { Output.text("        mend: \(check.mend)") }
        }
    }
}
