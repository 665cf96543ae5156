import Archives
import ArgumentParser
import Drivers
import Foundation
import Linux
import Runs

/// An error as the user sees it: what was being done, to what, why it failed, what to do now, and the exit code.
struct Failure {
    /// The user asked for what can't be.
    static let usage: Int32 = 64
    /// The host or Kumite itself could not do it.
    static let machine: Int32 = 3

    var doing: String
    var to: String
    var why: String
    var now: String
    var exit: Int32
    /// What is printed instead of the four parts, where a library has its own words.
    var text: String?

    init(doing: String, to: String, why: String, now: String, exit: Int32) {
        self.doing = doing
        self.to = to
        self.why = why
        self.now = now
        self.exit = exit
    }

    init(_ error: any Error) {
        switch error {
        case let error as Failure: self = error
        case let error as UsageMistake:
            let first = error.text.split(separator: "\n").first ?? ""
            let why = String(first.hasPrefix("Error: ") ? first.dropFirst("Error: ".count) : first)
            self.init(
                doing: "reading", to: "the command line", why: why, now: "see `kumite --help`", exit: Self.usage)
            text = error.text
        case let error as RunError:
            self.init(
                doing: error.doing, to: error.to, why: error.why, now: error.now,
                exit: error.isUsersMistake ? Self.usage : Self.machine)
        case let error as ContenderError:
            self.init(
                doing: error.doing, to: "\(error.to) (contender \(error.contender))", why: error.why, now: error.now,
                exit: Self.usage)
        case let error as ArchiveError:
            self.init(
                doing: error.doing, to: error.to, why: error.why, now: error.now,
                exit: error.isUsersMistake ? Self.usage : Self.machine)
        case let error as LinuxError:
            let parts = error.parts
            self.init(doing: parts.doing, to: parts.to, why: parts.why, now: parts.now, exit: Self.machine)
        default:
            self.init(
                doing: "running", to: "kumite", why: "\(error)",
                now: "report this with the run folder, if there is one",
                exit: Self.machine)
        }
    }

    /// Prints the failure, as the one object on standard output or as text on standard error; the code to exit with.
    func report(asJSON: Bool) -> Int32 {
        if asJSON {
            let object = ErrorObject(
                error: .init(doing: doing, to: to, why: why, now: now), exit: exit)
            Output.json(object)
        } else {
            Output.error(text ?? "kumite: \(doing) \(to): \(why)\n  \(now)")
        }
        return exit
    }

    private struct ErrorObject: Encodable {
        struct Parts: Encodable {
            var doing: String
            var to: String
            var why: String
            var now: String
        }

        var error: Parts
        var exit: Int32
    }
}

extension Failure: Error {}
