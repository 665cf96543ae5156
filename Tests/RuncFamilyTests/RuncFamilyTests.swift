import Drivers
import Matrices
import Recordings
import Testing

@testable import RuncFamily

@Suite("The runc family") struct RuncFamilyTests {
    private let family = Runc()
    private func record(_ end: ProgramEnd, _ stdout: String) -> ProgramRecord {
        ProgramRecord(
            purpose: "version", arguments: [], environment: [], startedAt: 0, endedAt: 1, end: end,
            stdout: RawBytes(Array(stdout.utf8)), stderr: RawBytes([]))
    }

    @Test("options name the runtime and the trial's own state folder, under the one type that all releases take")
    func options() throws {
        let with = try #require(
            family.options(for: Contender(name: "a", family: "runc", shim: "/s", runtime: "/r"), folder: "/f"))
        #expect(with.typeURL == "containerd.runc.v1.Options")
        // Field 6 is the binary's name, field 7 the root.
        #expect(with.value == [0x32, 2] + Array("/r".utf8) + [0x3a, 8] + Array("/f/state".utf8))
        let without = try #require(family.options(for: Contender(name: "a", family: "runc", shim: "/s"), folder: "/f"))
        #expect(without.value == [0x3a, 8] + Array("/f/state".utf8))
    }

    @Test("every wait has an end, and a shim whose events nobody takes gets its ten seconds")
    func deadlines() {
        for verb in ["create", "start", "wait", "shutdown", "anything", "shim-gone-after-hang"] {
            #expect((1_000_000_000...60_000_000_000).contains(family.deadlineNanoseconds(of: verb)))
        }
        #expect(family.deadlineNanoseconds(of: "shim-gone") > 10_000_000_000)
    }

    @Test("an identity has the digests of what was named, and what the binaries say of themselves")
    func identity() async throws {
        let contender = Contender(name: "a", family: "runc", shim: "/bin/true", runtime: "/bin/false")
        let identity = try await family.identify(contender) { [self] _, arguments in
            switch arguments.last {
            case "-v": record(.exited(0), "shim:\n  Version: 1\n")
            case "-info": record(.exited(2), "")
            default: record(.exited(0), "runc 1\u{1b}\n")
            }
        }
        #expect(identity.path == "/bin/true" && identity.sha256.count == 64 && identity.info == nil)
        #expect(identity.parts.map(\.role) == ["runtime"] && identity.parts[0].sha256 != identity.sha256)
        #expect(!identity.parts[0].version.contains("\u{1b}") && identity.version == "1")
    }

    @Test("who does not say its version is none", arguments: [ProgramEnd.exited(1), .signalled(11), .timedOut])
    func refused(end: ProgramEnd) async {
        let contender = Contender(name: "a", family: "runc", shim: "/bin/true")
        await #expect(throws: ContenderError.self) {
            try await family.identify(contender) { [self] _, _ in record(end, "") }
        }
    }

    @Test(
        "a version is told without the lines around it",
        arguments: [
            (
                "/usr/bin/containerd-shim-runc-v2:\n  Version:  1.6.20~ds1\n  Revision: r-1\n  Go version: go1.19.8\n\n",
                "1.6.20~ds1 (r-1, go1.19.8)"
            ), ("shim:\n  Version: 1\n", "1"), ("runc version 1.1.5\nspec: 1.0\n", "runc version 1.1.5; spec: 1.0"),
        ])
    func version(printed: String, short: String) {
        #expect(VersionText.short(RawBytes(Array(printed.utf8))) == short)
    }
}
