import CGuest
import Glibc
import Linux

/// The namespaces that a pod's containers share, held by a process that does nothing else.
///
/// It ends when its input does, and so with the stand-in, however that ends: nothing holds the namespaces then but
/// containers that still run.
struct GuestNamespaces: Sendable {
    /// The word by which the program is that process.
    static let word = "__guest"

    private let process: SpawnedProcess
    private let input: Descriptor
    /// The thread whose namespaces they are.
    private let thread: Int32

    /// Starts the process; when this returns the namespaces are there.
    ///
    /// - Parameter hostname: The pod's; as it is for the kernel, which takes at most 64 bytes.
    static func start(program: String, hostname: String) async throws -> GuestNamespaces {
        guard !hostname.utf8.contains(0) else { throw AgentFailure.refused("the host name holds a zero") }
        let (input, output) = (try Pipe(), try Pipe())
        var request = SpawnRequest(program, [word, hostname], directory: "/")
        request.descriptors = [0: input.reading, 1: output.writing]
        request.group = .session
        request.newNetwork = true
        let process = try spawn(request)
        input.reading.close()
        output.writing.close()
        let said = try await Poller.shared.readAll(output.reading, limit: 1 << 10, until: .after(.seconds(10)))
        let text = String(decoding: said.bytes.prefix { $0 != 10 }, as: UTF8.self)
        guard said.end == .closed, let thread = Int32(text) else {
            _ = try? process.send(SIGKILL)
            let why = text.isEmpty ? "it has not answered" : AgentFailure.line(text)
            throw AgentFailure.refused("the pod's namespaces could not be made: \(why)")
        }
        return GuestNamespaces(process: process, input: input.writing, thread: thread)
    }

    /// The path to each, by the specification's word.
    var paths: [String: String] {
        let folder = "/proc/\(process.pid)/task/\(thread)/ns"
        return ["ipc": "\(folder)/ipc", "uts": "\(folder)/uts", "network": "\(folder)/net"]
    }

    /// Ends the process and waits until it has.
    func end() async {
        input.close()
        if (try? await process.exit(within: .seconds(2))) == nil { _ = try? process.send(SIGKILL) }
    }

    /// Is that process: makes the namespaces for this thread, tells its number, and waits for the end of the input.
    static func hold(hostname: String) -> Never {
        let result = hostname.withCString { cguest_begin($0, UInt32(strlen($0))) }
        guard result == 0 else {
            Standin.say("\(LinuxError(doing: "make", to: "namespaces", errno: -result))")
            exit(1)
        }
        Standin.say("\(ThisProcess.threadID)")
        close(1)
        // On this thread, and without a task that could go on elsewhere: the namespaces are the thread's.
        var byte: UInt8 = 0
        while true {
            let count = read(0, &byte, 1)
            if count == 0 || (count < 0 && errno != EINTR) { exit(0) }
        }
    }
}
