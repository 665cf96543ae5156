import Glibc
import Linux
import Testing

@Suite struct SpawnFailureTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let errno: Int32
        let mentions: [String]
        let request: @Sendable () throws -> SpawnRequest

        init(
            _ name: String, _ errno: Int32, _ mentions: [String],
            _ request: @escaping @Sendable () throws -> SpawnRequest
        ) {
            (testDescription, self.errno, self.mentions, self.request) = (name, errno, mentions, request)
        }
    }

    static func changed(_ change: (inout SpawnRequest) throws -> Void) rethrows -> SpawnRequest {
        var request = SpawnRequest("/bin/true")
        try change(&request)
        return request
    }

    static let cases = [
        Case("missing program", ENOENT, ["start /nonexistent/program", "ENOENT", "check the path"]) {
            SpawnRequest("/nonexistent/program")
        },
        Case("not executable", EACCES, ["/etc/passwd", "chmod +x"]) { SpawnRequest("/etc/passwd") },
        Case("folder", EACCES, ["start /etc"]) { SpawnRequest("/etc") },
        Case("missing working directory", ENOENT, ["change to the working directory /nonexistent to start /bin/true"]) {
            changed { $0.directory = "/nonexistent" }
        },
        Case("mount of nothing", ENOENT, ["carry out mount operation 'umount -R /nonexistent'"]) {
            changed { $0.mounts = [.directory("/tmp"), .unmount("/nonexistent")] }
        },
        Case("unknown file system", ENODEV, ["mount -t nofs none /tmp"]) {
            changed { $0.mounts = [.mount(type: "nofs", source: "none", target: "/tmp")] }
        },
        Case("not a cgroup.procs", EBADF, ["enter cgroup memory"]) {
            try changed { $0.cgroupProcs = [("memory", try Files.open("/dev/null", O_RDONLY))] }
        },
        Case("not a cgroup", EBADF, ["enter cgroup of the request"]) {
            try changed { $0.cgroup = try Files.open("/tmp", O_RDONLY | O_DIRECTORY) }
        },
        Case("a terminal that is none", ENOTTY, ["take the controlling terminal"]) {
            changed {
                $0.group = .session
                $0.terminal = 0
            }
        },
        Case("zero in an argument", 0, ["\"a\\0b\"", "zero byte"]) { SpawnRequest("/bin/true", ["a\0b"]) },
        Case("zero in the environment", 0, ["zero byte"]) { SpawnRequest("/bin/true", environment: ["A=\0"]) },
        Case("too many descriptors", E2BIG, ["place descriptor"]) {
            try changed { request in
                let pipe = try Pipe()
                for number in Int32(0)..<65 { request.descriptors[number] = pipe.writing }
            }
        },
        Case("too many bytes", E2BIG, ["fewer or shorter"]) {
            SpawnRequest("/bin/true", [String(repeating: "x", count: 1 << 20)])
        },
    ]

    @Test(arguments: cases)
    func says(what: Case) throws {
        let error = #expect(throws: LinuxError.self) { _ = try spawn(try what.request()) }
        #expect(error?.errno == what.errno)
        for text in what.mentions { #expect("\(error.map { "\($0)" } ?? "")".contains(text)) }
    }

    @Test func badFormatIsTold() async throws {
        try await withTemporaryFolder { folder in
            let file = try Files.open("\(folder)/x", O_WRONLY | O_CREAT, mode: 0o755)
            try file.writeAll(Array("neither ELF nor script".utf8))
            file.close()
            let error = #expect(throws: LinuxError.self) { _ = try spawn(SpawnRequest("\(folder)/x")) }
            #expect(error?.errno == ENOEXEC)
        }
    }

    /// In a process that makes no other children, so that they can be counted.
    @Test func leaveNothingBehind() async throws {
        #expect(try await fixture("failures").lines == ["left 0", "descriptors true"])
    }
}
