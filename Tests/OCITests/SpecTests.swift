import Foundation
import OCI
import Testing

/// The files beside the tests, as they lie in the clone.
let goldenFolder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Golden")

@Suite("The runtime specification as JSON")
struct SpecTests {
    private func standard() throws -> Spec {
        .standard(
            args: ["/probe", "exit", "3"], cgroupsPath: try CgroupsPath("/kumite/trial/main"), hostname: "main",
            env: ["GREETING=hello"], openFiles: 1024, annotations: ["b": "2", "a": "1/2"])
    }

    @Test("the standard container is, to the byte, what was reviewed")
    func golden() throws {
        let json = try Document.json(of: standard())
        let reviewed = try Data(contentsOf: goldenFolder.appending(path: "standard.json"))
        let object = try JSONSerialization.jsonObject(with: json)
        let pretty = try JSONSerialization.data(
            withJSONObject: object, options: [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes])
        #expect(String(decoding: pretty + [0x0A], as: UTF8.self) == String(decoding: reviewed, as: UTF8.self))
    }

    @Test("the same spec gives the same bytes, and reads back as itself")
    func deterministic() throws {
        let spec = try standard()
        let first = try Document.json(of: spec)
        for _ in 0..<20 { #expect(try Document.json(of: spec) == first) }
        #expect(try JSONDecoder().decode(Spec.self, from: first) == spec)
    }

    @Test("what is not asked for is left out, not written as null")
    func leavesOut() throws {
        let spec = Spec(process: nil, linux: .init(cgroupsPath: try CgroupsPath("/a"), namespaces: []))
        let json = String(decoding: try Document.json(of: spec), as: UTF8.self)
        #expect(
            json
                == #"{"linux":{"cgroupsPath":"/a","namespaces":[]},"mounts":[],"ociVersion":"1.0.2","root":{"path":"rootfs"}}"#
        )
    }

    @Test("a terminal brings TERM and the flag")
    func terminal() throws {
        let spec = Spec.standard(args: ["/probe", "tty"], cgroupsPath: try CgroupsPath("/a"), terminal: true)
        #expect(spec.process?.terminal == true)
        #expect(spec.process?.env?.contains("TERM=xterm") == true)
        #expect(try standard().process?.terminal == nil)
    }

    @Test("an exec keeps who it is beside and changes the words")
    func exec() throws {
        let process = try #require(try standard().process)
        let exec = process.beside(args: ["/probe", "cat"])
        #expect(exec.args == ["/probe", "cat"])
        #expect(exec.env == process.env)
        #expect(exec.capabilities == process.capabilities)
        #expect(exec.terminal == nil)
        #expect(process.beside(args: ["/probe"], terminal: true).terminal == true)
    }

    @Test("seccomp and resources carry the names of the specification")
    func names() throws {
        let seccomp = Spec.Seccomp(
            defaultAction: "SCMP_ACT_ALLOW", architectures: ["SCMP_ARCH_X86_64"],
            syscalls: [
                .init(
                    names: ["mkdir"], action: "SCMP_ACT_ERRNO", errnoRet: 13,
                    args: [.init(index: 1, value: 5, op: "SCMP_CMP_EQ")])
            ])
        #expect(
            String(decoding: try Document.json(of: seccomp), as: UTF8.self)
                == #"{"architectures":["SCMP_ARCH_X86_64"],"defaultAction":"SCMP_ACT_ALLOW","syscalls":[{"action":"SCMP_ACT_ERRNO","args":[{"index":1,"op":"SCMP_CMP_EQ","value":5}],"errnoRet":13,"names":["mkdir"]}]}"#
        )
        let resources = Spec.Resources(
            memory: .init(limit: 67_108_864), cpu: .init(quota: 50_000, period: 100_000), pids: .init(limit: 32))
        #expect(
            String(decoding: try Document.json(of: resources), as: UTF8.self)
                == #"{"cpu":{"period":100000,"quota":50000},"memory":{"limit":67108864},"pids":{"limit":32}}"#)
    }

    @Test("no more open files than this process may give away")
    func openFiles() {
        var limit = rlimit()
        getrlimit(__rlimit_resource_t(7), &limit)
        #expect(openFilesAllowed() == min(1024, UInt64(limit.rlim_max)))
    }
}
