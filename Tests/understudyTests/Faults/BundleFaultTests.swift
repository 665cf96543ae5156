import Documents
import FoundationEssentials
import ShimAPI
import SwiftProtobuf
import Testing

@testable import understudy

@Suite("Faults of what a container is made with")
struct BundleFaultTests {
    struct Row: Sendable, CustomTestStringConvertible {
        var fault: String
        /// What is asked for, as `config.json` says it.
        var asked: String
        /// What is made; nil for what is asked for.
        var made: String?

        var testDescription: String { "\(fault): \(asked)" }
    }

    static let rows: [Row] = [
        Row(
            fault: "resources/memory-limit-ignored",
            asked: #"{"linux":{"resources":{"memory":{"limit":1},"pids":{}}}}"#,
            made: #"{"linux":{"resources":{"pids":{}}}}"#),
        Row(fault: "resources/memory-limit-ignored", asked: #"{"linux":{"resources":{}}}"#),
        Row(
            fault: "resources/memory-limit-off", asked: #"{"linux":{"resources":{"memory":{"limit":67108864}}}}"#,
            made: #"{"linux":{"resources":{"memory":{"limit":60395520}}}}"#),
        Row(fault: "resources/memory-limit-off", asked: #"{"linux":{"resources":{"memory":{"limit":-1}}}}"#),
        Row(
            fault: "resources/pids-limit-lost", asked: #"{"linux":{"resources":{"pids":{"limit":9}}}}"#,
            made: #"{"linux":{"resources":{}}}"#),
        Row(
            fault: "resources/shares-lost", asked: #"{"linux":{"resources":{"cpu":{"shares":2,"quota":3}}}}"#,
            made: #"{"linux":{"resources":{"cpu":{"quota":3}}}}"#),
        Row(
            fault: "resources/quota-lost", asked: #"{"linux":{"resources":{"cpu":{"shares":2,"quota":3}}}}"#,
            made: #"{"linux":{"resources":{"cpu":{"shares":2}}}}"#),
        Row(
            fault: "resources/cpuset-lost", asked: #"{"linux":{"resources":{"cpu":{"cpus":"0"}}}}"#,
            made: #"{"linux":{"resources":{"cpu":{}}}}"#),
        Row(
            fault: "resources/reservation-lost",
            asked: #"{"linux":{"resources":{"memory":{"limit":2,"reservation":1}}}}"#,
            made: #"{"linux":{"resources":{"memory":{"limit":2}}}}"#),
        Row(
            fault: "posture/capabilities-kept", asked: #"{"process":{"capabilities":{"bounding":["CAP_KILL"]}}}"#),
        Row(
            fault: "posture/seccomp-off", asked: #"{"linux":{"seccomp":{"defaultAction":"SCMP_ACT_ALLOW"}}}"#,
            made: #"{"linux":{}}"#),
        // The first of them that is there, but never the kernel's memory.
        Row(
            fault: "posture/masked-path-readable",
            asked: #"{"linux":{"maskedPaths":["/no/such/path","/proc/kcore","/proc/version","/proc/stat"]}}"#,
            made: #"{"linux":{"maskedPaths":["/no/such/path","/proc/kcore","/proc/stat"]}}"#),
        Row(fault: "posture/masked-path-readable", asked: #"{"linux":{"maskedPaths":[]}}"#),
        Row(
            fault: "posture/readonly-path-writable",
            asked: #"{"linux":{"readonlyPaths":["/proc/bus","/proc/sys","/dev/shm","/proc/sysrq-trigger"]}}"#,
            made: #"{"linux":{"readonlyPaths":["/proc/sys","/proc/sysrq-trigger"]}}"#),
        Row(
            fault: "posture/root-writable", asked: #"{"root":{"path":"a","readonly":true}}"#,
            made: #"{"root":{"path":"a"}}"#),
        Row(
            fault: "posture/ipc-of-the-host", asked: #"{"linux":{"namespaces":[{"type":"pid"},{"type":"ipc"}]}}"#,
            made: #"{"linux":{"namespaces":[{"type":"pid"}]}}"#),
        Row(
            fault: "posture/ipc-of-the-host", asked: #"{"linux":{"namespaces":[{"type":"ipc"}],"sysctl":{"a":"1"}}}"#),
        Row(fault: "posture/sysctl-lost", asked: #"{"linux":{"sysctl":{"a":"1"}}}"#, made: #"{"linux":{}}"#),
        Row(fault: "posture/hostname-wrong", asked: #"{"hostname":"web"}"#, made: #"{"hostname":"localhost"}"#),
        Row(fault: "posture/hostname-wrong", asked: "{}"),
        Row(
            fault: "posture/mount-options-lost",
            asked: #"{"mounts":[{"options":["nosuid","ro","nodev"]},{"type":"a"}]}"#,
            made: #"{"mounts":[{"options":["ro"]},{"type":"a"}]}"#),
        Row(
            fault: "posture/device-added", asked: "{}",
            made: #"""
                {"linux":{"devices":[{"path":"/dev/fuse","type":"c","major":10,"minor":229,"fileMode":438,"uid":0,
                "gid":0}],"resources":{"devices":[{"allow":true,"type":"c","major":10,"minor":229,"access":"rwm"}]}}}
                """#),
        Row(fault: "posture/device-added", asked: #"{"linux":{"devices":[{"path":"/dev/fuse"}]}}"#),
    ]

    @Test("what is asked for, and what is made", arguments: rows)
    func makes(_ row: Row) throws {
        let edit = try #require(try Samples.misbehaviour(row.fault).bundle)
        let asked = try #require(JSONValue(bytes: Array(row.asked.utf8)))
        #expect(edit(asked, Samples.call("Create")) == row.made.flatMap { JSONValue(bytes: Array($0.utf8)) })
    }

    /// Of a process: the same of a container's first one and of execs.
    static let processes: [Row] = [
        Row(fault: "posture/no-new-privileges-lost", asked: #"{"noNewPrivileges":true}"#, made: "{}"),
        Row(
            fault: "posture/user-wrong", asked: #"{"user":{"uid":1000,"gid":5}}"#, made: #"{"user":{"uid":0,"gid":5}}"#),
        Row(fault: "posture/user-wrong", asked: #"{"user":{"uid":0,"gid":0}}"#),
        Row(fault: "posture/groups-lost", asked: #"{"user":{"additionalGids":[7]}}"#, made: #"{"user":{}}"#),
        Row(fault: "posture/rlimit-lost", asked: #"{"rlimits":[{"type":"RLIMIT_CORE"}]}"#, made: "{}"),
        Row(
            fault: "posture/environment-leaked", asked: #"{"env":["A=1"]}"#,
            made: #"{"env":["A=1","TTRPC_ADDRESS=/run/containerd/containerd.sock.ttrpc"]}"#),
        Row(fault: "posture/cwd-wrong", asked: #"{"cwd":"/tmp"}"#, made: #"{"cwd":"/"}"#),
        Row(fault: "posture/umask-lost", asked: #"{"user":{"umask":63}}"#, made: #"{"user":{}}"#),
        Row(fault: "posture/oom-score-lost", asked: #"{"oomScoreAdj":500}"#, made: "{}"),
        Row(
            fault: "posture/capability-added", asked: #"{"capabilities":{"bounding":["CAP_KILL"]}}"#,
            made: #"""
                {"capabilities":{"bounding":["CAP_KILL","CAP_SYS_PTRACE"],"effective":["CAP_SYS_PTRACE"],
                "permitted":["CAP_SYS_PTRACE"]}}
                """#),
        Row(
            fault: "posture/capabilities-kept", asked: #"{"capabilities":{}}"#,
            made: #"""
                {"capabilities":{"bounding":["CAP_CHOWN","CAP_DAC_OVERRIDE","CAP_SETUID"],
                "effective":["CAP_CHOWN","CAP_DAC_OVERRIDE","CAP_SETUID"],
                "permitted":["CAP_CHOWN","CAP_DAC_OVERRIDE","CAP_SETUID"]}}
                """#),
    ]

    @Test("what a process is asked to be, and what it is", arguments: processes)
    func makesProcess(_ row: Row) throws {
        let misbehaviour = try Samples.misbehaviour(row.fault)
        let edit = try #require(misbehaviour.bundle)
        let asked = try #require(JSONValue(bytes: Array(row.asked.utf8)))
        let made = row.made.flatMap { JSONValue(bytes: Array($0.utf8)) }
        #expect(edit(.object(["process": asked]), Samples.call("Create"))?["process"] == made)
        #expect(try exec(misbehaviour, asked) == made)
    }

    @Test("an exec gets a capability, its container does not")
    func execCapability() throws {
        let misbehaviour = try Samples.misbehaviour("posture/exec-capability-added")
        #expect(misbehaviour.bundle == nil)
        let made = try exec(misbehaviour, .object(["capabilities": .object([:])]))
        #expect(made?[["capabilities", "effective"]] == .list([.text("CAP_SYS_CHROOT")]))
    }

    /// What an exec is made as; nil for what was asked for.
    private func exec(_ misbehaviour: Misbehaviour, _ asked: JSONValue) throws -> JSONValue? {
        let request = try #require(misbehaviour.request)
        let message = Containerd_Task_V2_ExecProcessRequest.with {
            $0.id = "main"
            $0.execID = "sh"
            $0.spec = .init(typeURL: "process", bytes: asked.bytes)
        }
        switch request(Call("Exec", Samples.bytes(message)), Samples.stage(.running)) {
        case .edit(let bytes):
            return JSONValue(
                bytes: [UInt8](try Containerd_Task_V2_ExecProcessRequest(serializedBytes: bytes).spec.value))
        default: return nil
        }
    }
}
