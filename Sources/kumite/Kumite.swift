import ArgumentParser
import Foundation
import Linux
import ShimDriver

/// The one binary: the conductor's verbs, and the roles that it starts itself in.
@main
enum Kumite {
    static let version = "0.1.0"

    static func main() {
        MainThread.live { await live() }
    }

    private static func live() async -> Never {
        let arguments = Array(CommandLine.arguments.dropFirst())
        do {
            if arguments.first == LaneRole.word {
                try await LaneRole.run(Array(arguments.dropFirst()))
            } else if arguments.first == BinaryLogger.word {
                try await LogRole.run(Array(arguments.dropFirst()))
            } else if PublishRole.isMeant(by: arguments) {
                try await PublishRole.run(arguments)
            } else {
                try Interruption.prepare()
                try await Command.run(arguments)
            }
            exit(0)
        } catch let code as ExitCode {
            exit(code.rawValue)
        } catch {
            exit(Failure(error).report(asJSON: arguments.contains("--json")))
        }
    }
}

/// The root of the command line.
struct Command: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "kumite",
        abstract: "Spars two container shims: the same workloads on both, and what differs.",
        discussion: """
            Runs every scenario against a baseline and a candidate, writes down all that can be observed, and says
            what differs, how bad it is and whom to ask. Without a matrix it chooses the pair itself and says why.

            Exit codes of run, gate, resume, rerun and compare: 0 pass, 1 regression, 2 inconclusive, 3 unfit host or
            infrastructure, 64 usage, 130 interrupted.
            """,
        version: Kumite.version,
        subcommands: [
            RunVerb.self, ResumeVerb.self, ReportVerb.self, GateVerb.self, ExplainVerb.self, RerunVerb.self,
            ProveVerb.self, CoverageVerb.self,
            CompareVerb.self, LedgerVerb.self, CheckVerb.self, ListVerb.self, NewVerb.self,
            DoctorVerb.self, CleanVerb.self, KataVerb.self,
        ])

    /// Parses and runs; what ArgumentParser itself has to say (help, version, completions) is printed and exits 0.
    static func run(_ arguments: [String]) async throws {
        do {
            var command = try parseAsRoot(arguments)
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
        } catch let code as ExitCode {
            throw code
        } catch {
            switch exitCode(for: error) {
            case .success: Output.text(fullMessage(for: error))
            case .validationFailure: throw UsageMistake(text: fullMessage(for: error))
            default: throw error
            }
        }
    }
}

/// A command line that can't be understood: exit 64.
struct UsageMistake: Error {
    /// What ArgumentParser says of it.
    var text: String
}
