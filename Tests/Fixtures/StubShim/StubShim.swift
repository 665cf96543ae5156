import Glibc
import Linux
import ShimAPI
import SwiftProtobuf

/// A shim that runs nothing: it behaves like a binary of containerd's shim API v2, or misbehaves as its name says.
@main
struct StubShim {
    static func main() async throws {
        try Signals.prepare()
        let name = CommandLine.arguments.first ?? ""
        guard let mode = Mode(program: name) else {
            tell(
                "\(name) names no mode of the stub; there are "
                    + Mode.allCases.map(\.rawValue).joined(separator: ", "))
            exit(64)
        }
        let invocation = Invocation(Array(CommandLine.arguments.dropFirst()))
        if invocation.asksVersion {
            if mode == .noVersion { exit(1) }
            if let line = KataStub.version(mode) { return say(Array("\(line)\n".utf8)) }
            say(Array("stub-shim:\n  Version: 1.0\n  Mode: \(mode.rawValue)\n".utf8))
            return
        }
        switch invocation.verb {
        case "start": try await Starting(invocation: invocation, mode: mode).run()
        case "delete": try deleted(invocation)
        case "" where !invocation.id.isEmpty: try await Daemon.run(invocation, mode)
        default:
            tell("stub-shim: unknown verb \(invocation.verb)")
            exit(1)
        }
    }

    /// What containerd has done after every task: tells how the container ended, and removes what a dead shim left.
    private static func deleted(_ invocation: Invocation) throws {
        let answer = Containerd_Task_V2_DeleteResponse.with {
            $0.exitStatus = 137
            $0.exitedAt = .now
        }
        say(try answer.serializedBytes())
    }

    static func say(_ bytes: [UInt8]) {
        try? Descriptor.ofProcess(1).writeAll(bytes)
    }

    static func tell(_ text: String) {
        try? Descriptor.ofProcess(2).writeAll(Array("\(text)\n".utf8))
    }
}

extension Descriptor {
    /// A copy of one of the three that a program is started with.
    static func ofProcess(_ number: Int32) -> Descriptor { Descriptor(owning: dup(number)) }
}

extension Google_Protobuf_Timestamp {
    static var now: Google_Protobuf_Timestamp {
        let wall = ClockAnchors.read().wall
        var stamp = Google_Protobuf_Timestamp()
        stamp.seconds = Int64(wall / 1_000_000_000)
        stamp.nanos = Int32(wall % 1_000_000_000)
        return stamp
    }

    /// How Go says "never": containerd's shims do not leave the field out.
    static var never: Google_Protobuf_Timestamp {
        var stamp = Google_Protobuf_Timestamp()
        stamp.seconds = goZeroSeconds
        return stamp
    }
}
