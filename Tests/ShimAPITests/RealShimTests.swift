import Foundation
import Glibc
import SwiftProtobuf
import Testing

@testable import ShimAPI
@testable import TTRPC

/// Debian's shim, if it is there: the one peer whose code is not ours.
@Suite("A real shim")
struct RealShimTests {
    private static let shim = "/usr/bin/containerd-shim-runc-v2"
    static let canRun = geteuid() == 0 && access(shim, X_OK) == 0

    @Test("answers connect, state of an unknown id, an unknown service, and shutdown", .enabled(if: canRun))
    func conversation() async throws {
        let id = "kumite-\(UUID().uuidString.prefix(8).lowercased())"
        let bundle = FileManager.default.temporaryDirectory.appendingPathComponent(id)
        try FileManager.default.createDirectory(
            at: bundle.appendingPathComponent("rootfs"), withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: bundle) }
        let spec = #"{"ociVersion":"1.0.2","process":{"args":["true"],"cwd":"/"},"root":{"path":"rootfs"}}"#
        try Data(spec.utf8).write(to: bundle.appendingPathComponent("config.json"))
        // The shim opens the pipe for its log and waits until someone holds the other end.
        let log = bundle.appendingPathComponent("log").path
        #expect(mkfifo(log, 0o700) == 0)
        let logReader = open(log, O_RDWR | O_CLOEXEC | O_NONBLOCK)
        defer { close(logReader) }

        let answer = try start(id, in: bundle.path)
        let socket = try #require(answer.hasPrefix("unix://") ? String(answer.dropFirst(7)) : nil, "\(answer)")
        let client = try Client(connectingTo: socket)
        defer { client.close() }
        let task = TaskService.v2
        let timeout = Duration.seconds(30)

        let connected = try await client.call(task.connect, .with { $0.id = id }, timeout: timeout)
        let shimPid = pid_t(connected.shimPid)
        #expect(shimPid > 1)
        var gone = false
        defer { if !gone, shimPid > 1 { kill(shimPid, SIGKILL) } }

        let unknown = try await client.exchange(task.state, .with { $0.id = "no-such" }, timeout: timeout)
        #expect(unknown.answer?.status?.code == .notFound)
        let other = try await client.exchange(TaskService.v3.connect, .with { $0.id = id }, timeout: timeout)
        #expect(other.answer?.status == Status(.unimplemented, "service containerd.task.v3.Task"))
        let method = await client.call(service: task.service, method: "NoSuch", payload: [], timeout: timeout)
        #expect(method.answer?.status == Status(.unimplemented, "method NoSuch"))
        // Over the limit, sent as it is: refused, and the connection stays usable.
        let oversize = await client.call(
            RawFrame(type: .request, payload: [UInt8](repeating: 0, count: 4 << 20 + 1)), timeout: timeout)
        #expect(oversize.answer?.status?.code == .resourceExhausted)

        // It may go before it has answered.
        _ = try await client.exchange(task.shutdown, .with { $0.id = id }, timeout: timeout)
        for _ in 0..<1000 where !gone {
            gone = access(socket, F_OK) != 0
            if !gone { try await Task.sleep(for: .milliseconds(10)) }
        }
        #expect(gone, "\(socket) is still there 10 s after the shutdown")
    }

    /// Runs the shim's `start` in the bundle and returns what it prints.
    private func start(_ id: String, in bundle: String) throws -> String {
        let command = """
            cd '\(bundle)' && exec '\(RealShimTests.shim)' -namespace kumite-test -address /nonexistent \
            -publish-binary /bin/true -id '\(id)' start </dev/null 2>&1
            """
        let pipe = try #require(popen(command, "re"))
        var bytes = [CChar](repeating: 0, count: 4096)
        let output = fgets(&bytes, Int32(bytes.count), pipe) == nil ? [] : bytes.prefix { $0 != 0 }
        #expect(pclose(pipe) == 0)
        return String(decoding: output.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
