import Glibc
import Linux
import ShimAPI
import SwiftProtobuf
import TTRPC

/// What the stub does of what Kata's shims do, in the form that is known of them: no real one was asked.
struct KataStub: Sendable {
    let mode: Mode
    let invocation: Invocation

    /// What `--version` says; nil for a mode that is none of Kata's.
    static func version(_ mode: Mode) -> String? {
        let head = "Kata Containers containerd shim"
        return switch mode {
        case .kataGo, .kataLeaves, .kataDrops, .kataElsewhere:
            #"\#(head) (Golang): id: "io.containerd.kata.v2", version: 4.1.0, commit: 0123456789abcdef"#
        case .kataRust, .kataThread, .kataRefuses:
            "\(head) (Rust): id: io.containerd.kata.v2, version: 4.1.0, commit: fedcba9876543210"
        case .kataOldRust: "\(head): id: io.containerd.kata.v2, version: 3.0.0, commit: e2a8815ba46360ac"
        default: nil
        }
    }

    /// Why `start` is refused, as the Rust shim says it on stderr, with exit status 0.
    var refusal: String? {
        if mode == .kataRefuses { return "ERROR: start failed: Address in use" }
        guard mode == .kataOldRust else { return nil }
        var seen = stat()
        guard stat(invocation.address, &seen) == 0, seen.st_mode & S_IFMT == S_IFSOCK else {
            return "ERROR: start failed: the address is no socket"
        }
        return invocation.publisher.isEmpty ? "ERROR: start failed: no publish binary" : nil
    }

    /// The configuration that a create is made with: of the environment, or of the task's options.
    func configuration(_ request: Containerd_Task_V2_CreateTaskRequest) throws(Refusal) -> String {
        let environment = getenv("KATA_CONF_FILE").map { String(cString: $0) }
        if mode == .kataElsewhere { return "/etc/kata-containers/configuration.toml" }
        if mode == .kataOldRust {
            guard let environment else { throw Refusal(.unknown, "no configuration in the environment") }
            return environment
        }
        // Such a path is none that a release ships.
        guard environment == nil else { throw Refusal(.unknown, "KATA_CONF_FILE is no shipped path") }
        let bytes = Array(request.options.value)
        guard request.options.typeURL == "runtimeoptions.v1.Options", bytes.count > 2, bytes[0] == 0x12,
            bytes[1] < 0x80, Int(bytes[1]) == bytes.count - 2
        else { throw Refusal(.invalidArgument, "no configuration in the options") }
        return String(decoding: bytes[2...], as: UTF8.self)
    }

    /// The pid that a create answers: of the monitor that the configuration names, or of a thread of the shim.
    func launch(_ request: Containerd_Task_V2_CreateTaskRequest) throws(Refusal) -> UInt32 {
        let path = try configuration(request)
        if [.kataGo, .kataLeaves, .kataDrops, .kataElsewhere].contains(mode) {
            let line =
                "time=\"2026-11-22T07:38:21.595242887Z\" level=info msg=\"loaded configuration\" file=\(path) "
                + "format=TOML name=containerd-shim-v2 pid=1 sandbox=\(request.id) source=katautils\n"
            try? Fifo.open("\(request.bundle)/log", .writing).writeAll(Array(line.utf8))
        }
        if mode == .kataRust { Self.logToJournal(of: request.id) }
        if mode == .kataThread {
            let thread = Thread.anyOther
            guard let thread else { throw Refusal(.internal, "no thread") }
            return UInt32(thread)
        }
        if mode == .kataElsewhere { return UInt32(ThisProcess.pid) }
        guard let monitor = Self.monitor(in: path) else {
            throw Refusal(.internal, "the configuration names no monitor")
        }
        var spawned = SpawnRequest(monitor, ["-name", "sandbox-\(request.id)"])
        spawned.group = .own
        do {
            return UInt32(try spawn(spawned).pid)
        } catch {
            throw Refusal(.internal, "\(error)")
        }
    }

    /// What the Rust shim says it says to the journal alone, its agent's lines too.
    private static func logToJournal(of sandbox: String) {
        for words in ["PRIORITY=6\nMESSAGE=sandbox started", "PRIORITY=3\nSUBSYSTEM=agent\nMESSAGE=no such device"] {
            send("SYSLOG_IDENTIFIER=kata\nSOURCE=\(sandbox)\n\(words)\n", to: "/run/systemd/journal/socket")
        }
    }

    /// Sends a datagram to whoever listens there; where nobody does it is lost, as a shim's.
    private static func send(_ text: String, to path: String) {
        let sender = Descriptor(owning: socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue), 0))
        var name = sockaddr_un()
        name.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &name.sun_path) { $0.copyBytes(from: path.utf8) }
        _ = try? sender.withNumber { number in
            withUnsafeBytes(of: &name) { bytes in
                sendto(
                    number, text, text.utf8.count, 0, bytes.baseAddress?.assumingMemoryBound(to: sockaddr.self),
                    socklen_t(bytes.count))
            }
        }
    }

    private static func monitor(in path: String) -> String? {
        guard let bytes = try? Files.read(path, limit: 1 << 20).bytes else { return nil }
        let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
        return lines.first { $0.hasPrefix("path = \"") }.map { String($0.dropFirst(8).dropLast()) }
    }

    private enum Thread {
        /// A thread of this process that is not its first.
        static var anyOther: Int32? {
            let names = (try? Directory("/proc/self/task").names()) ?? []
            return names.compactMap { Int32(String(decoding: $0, as: UTF8.self)) }.first { $0 != ThisProcess.pid }
        }
    }
}
