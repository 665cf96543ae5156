import Glibc
import Linux

/// Does what a test names, in a process of its own, and tells of it in lines on standard output.
@main
struct Fixture {
    static func main() async throws {
        let arguments = CommandLine.arguments.dropFirst()
        if arguments.first == "orphans" || arguments.first == "storm" || arguments.first == "adopt" {
            try Subreaper.become()
        }
        switch arguments.first {
        case "ignoring": try await ignoring()
        case "signals": try await signals()
        case "orphans": try await orphans()
        case "failures-reaped": try await failuresUnderAReaper()
        case "storm": try await storm()
        case "adopt": try await adopt()
        case "failures": try await failures()
        case "private": try await privateMounts(below: arguments.last ?? "")
        case "numbers": try await numbers()
        case "prepare": try prepare()
        case "limits": try limits()
        case "session": try session()
        case "remove-tree": for failure in Files.removeTree(arguments.last ?? "") { say("\(failure)") }
        default: exit(64)
        }
    }

    /// Writes a line at once, so that a test can wait for it.
    static func say(_ line: String) {
        try? Descriptor.standardOutput.writeAll(Array("\(line)\n".utf8))
    }
}

extension Descriptor {
    /// A copy of descriptor 1.
    static let standardOutput = Descriptor(owning: dup(1))
}
