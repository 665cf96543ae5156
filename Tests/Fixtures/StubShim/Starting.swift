import Glibc
import Linux
import ShimAPI
import SwiftProtobuf

/// `start`: leaves a daemon behind that listens, and tells where.
struct Starting {
    let invocation: Invocation
    let mode: Mode

    func run() async throws {
        if let refusal = KataStub(mode: mode, invocation: invocation).refusal { return StubShim.tell(refusal) }
        switch mode {
        case .garbage: StubShim.say(Array("Segmentation \u{1b}[31mfault\u{7}?\n".utf8) + [0xff, 0xfe, 0])
        case .floods:
            let block = [UInt8](repeating: UInt8(ascii: "x"), count: 1 << 20)
            for _ in 0..<16 { StubShim.say(block) }
        case .nothing: break
        case .refuses:
            StubShim.tell("stub-shim: no such \u{1b}]0;luck\u{7}")
            exit(1)
        case .nobody: StubShim.say(Array("unix://\(invocation.socket)".utf8))
        case .hangsInStart: try await Poller.shared.sleep(until: .after(.seconds(3600)))
        case .holdsStdout:
            var request = SpawnRequest("/bin/sleep", ["3600"])
            request.descriptors = [1: .ofProcess(1)]
            request.group = .session
            _ = try spawn(request)
            StubShim.say(Array("unix://\(invocation.socket)".utf8))
        default:
            try await launch()
            StubShim.say(try answer())
        }
    }

    /// Starts the daemon and waits until it accepts.
    private func launch() async throws {
        let ready = try Pipe()
        var request = SpawnRequest(try ThisProcess.program, invocation.flags, environment: environment)
        // The name decides what the daemon does.
        request.arguments[0] = CommandLine.arguments.first ?? ""
        request.descriptors = [1: ready.writing]
        request.group = .session
        _ = try spawn(request)
        ready.writing.close()
        guard try !ready.reading.read(upTo: 1).isEmpty else {
            StubShim.tell("stub-shim: the daemon did not come up")
            exit(1)
        }
    }

    private var environment: [String] {
        var entries: [String] = []
        var next = environ
        while let entry = next.pointee {
            entries.append(String(cString: entry))
            next += 1
        }
        return entries
    }

    private func answer() throws -> [UInt8] {
        let address = "unix://\(invocation.socket)"
        switch mode {
        case .json: return Array(#"{"version":3,"address":"\#(address)","protocol":"ttrpc"}"#.utf8)
        case .message:
            let result = Containerd_Runtime_Bootstrap_V1_BootstrapResult.with {
                $0.version = 3
                $0.address = address
                $0.protocol = "ttrpc"
            }
            return try result.serializedBytes()
        default: return Array(address.utf8)
        }
    }
}
