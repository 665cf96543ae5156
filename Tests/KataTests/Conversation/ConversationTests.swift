import Facets
import Recordings
import Scenarios
import Testing

@testable import Kata

@Suite("The shim's conversation with its agent")
struct ConversationTests {
    @Test("what each task call had the shim ask, in order; what came by itself, about whom")
    func order() {
        let facets = Talk.life().facets()
        #expect(
            facets.value("main", "create", "asked")
                == list("CreateVM", "StartVM", "CreateSandbox", "CopyFile", "CreateContainer"))
        #expect(facets.value("main", "start", "asked") == list("StartContainer"))
        #expect(facets.value("main.cat", "exec", "asked") == list())
        #expect(facets.value("main.cat", "start", "asked") == list("ExecProcess"))
        #expect(facets.value("main", "kill", "asked") == list("SignalProcess"))
        #expect(facets.value("main", "delete", "asked") == list())
        #expect(
            facets.value("main", "asked")
                == bag(
                    "Check", "DestroySandbox", "GetOOMEvent", "ReadStdout", "RemoveContainer", "StopVM", "WaitProcess"))
        #expect(facets.value("main.cat", "asked") == bag("WriteStdin"))
        #expect(facets.value("main", "wait", "asked") == nil, "it causes nothing")
    }

    @Test("the values, each under the place that the specification gives it")
    func values() {
        let facets = Talk.life().facets()
        func create(_ path: String...) -> FacetValue? {
            facets[FacetPath(["main", "create", "asked", "CreateContainer"] + path)].flatMap {
                if case .seen(let value) = $0 { value } else { nil }
            }
        }
        #expect(create("exec") == .text("main"))
        #expect(create("timeout") == .text("30s"))
        #expect(create("storages") == list("/run/kata-containers/sandbox/shm"))
        #expect(create("storages", "/run/kata-containers/sandbox/shm", "options") == bag("size=64m"))
        #expect(create("spec", "process", "args") == list("/probe", "sleep"))
        #expect(create("spec", "process", "env", "A") == .text("b=c"))
        #expect(create("spec", "process", "user", "uid") == .integer(1000))
        #expect(create("spec", "process", "capabilities", "bounding") == bag("CAP_KILL"))
        #expect(create("spec", "process", "rlimits", "RLIMIT_NOFILE", "soft") == .integer(1024))
        #expect(create("spec", "root", "path") == .text("/run/kata-containers/main/rootfs"))
        #expect(create("spec", "mounts") == list("/proc", "/etc/resolv.conf"))
        #expect(create("spec", "mounts", "/proc", "options") == bag("noexec", "nosuid"))
        #expect(create("spec", "mounts", "/etc/resolv.conf", "source") == .text("/run/shared/main-share-resolv.conf"))
        #expect(create("spec", "annotations", "io.container/id") == .text("main"))
        #expect(create("spec", "linux", "sysctl", "net.core.somaxconn") == .text("512"))
        #expect(create("spec", "linux", "resources", "memory", "limit") == .integer(64 << 20))
        #expect(create("spec", "linux", "resources", "pids", "limit") == .integer(-1))
        #expect(create("spec", "linux", "resources", "devices") == .list([.record(["access": .text("rwm")])]))
        #expect(create("spec", "linux", "namespaces") == bag("pid"))
        #expect(create("spec", "linux", "seccomp", "defaultAction") == .text("SCMP_ACT_ALLOW"))
        #expect(create("spec", "unknown", "20") == .integer(7))
        if case .bytes? = create("spec", "linux", "seccomp", "syscalls") {} else { Issue.record("no digest") }
        let sandbox = ["main", "create", "asked", "CreateSandbox"]
        #expect(facets[FacetPath(sandbox + ["dns"])] == .seen(list("nameserver 1.1.1.1")))
        #expect(facets[FacetPath(sandbox + ["sandbox"])] == .seen(.text("main")))
        #expect(facets[FacetPath(sandbox + ["kernel-modules", "fuse", "parameters"])] == .seen(list("a=1")))
        #expect(facets.value("main", "create", "asked", "CreateVM", "annotations", "io.kata/vcpus") == .text("1"))
        #expect(facets.value("main", "create", "asked", "CreateVM", "timeout") == .text("none"))
        #expect(
            facets.value("main", "create", "asked", "CopyFile", "path") == .text("/run/shared/main-share-resolv.conf"))
        #expect(facets.value("main", "create", "asked", "CopyFile#2", "data") == .integer(4))
        #expect(facets.value("main", "kill", "asked", "SignalProcess", "signal") == .integer(15))
        #expect(facets.value("main.cat", "start", "asked", "ExecProcess", "exec") == .text("main.cat"))
        #expect(facets.value("main.cat", "asked", "WriteStdin", "data") == .integer(6))
        #expect(facets.value("main", "asked", "ReadStdout", "most") == .integer(32_768))
    }

    @Test("two trials that show the same have the same facets: ids, times and how often is polled put aside")
    func same() {
        let one = Talk.life().facets().conversation
        let other = Talk.life(nonce: "zz91xx", pace: 7, share: "ffffeeeeddddcccc").facets().conversation
        #expect(one == other)
        #expect(one.count > 40)
    }

    @Test("every facet is declared, under an entry of the conversation's own")
    func declared() {
        for path in Talk.life().facets().conversation.keys {
            let entry = Catalogue.shim.entry(for: path)
            #expect(entry?.component.hasPrefix("agent-") == true, "\(path)")
        }
        func entry(_ path: String...) -> CatalogueEntry? { Catalogue.shim.entry(for: FacetPath(path)) }
        let spec = ["main", "create", "asked", "CreateContainer", "spec"]
        func of(_ more: String...) -> CatalogueEntry? { Catalogue.shim.entry(for: FacetPath(spec + more)) }
        #expect(of("process", "capabilities", "bounding")?.severity == .blocker)
        #expect(of("linux", "readonlyPaths")?.component == "agent-privileges")
        #expect(of("process", "args")?.component == "agent-process")
        #expect(of("linux", "resources", "memory", "limit")?.component == "agent-limits")
        #expect(of("annotations", "x")?.severity == .minor)
        #expect(entry("main", "create", "asked")?.comparison == .sequence)
        #expect(entry("main", "asked")?.comparison == .bag)
        #expect(entry("main", "kill", "error")?.component == "task-api")
        #expect(entry("run", "log", "agent", "error", "templates")?.component == "logs")
    }

    @Test("a trial without a stand-in has no such facet")
    func none() {
        var talk = Talk()
        talk.task("main", "create", "Create")
        #expect(talk.facets().conversation.isEmpty)
    }

    @Test("what the end of a process causes belongs to no step, whichever is under way")
    func end() {
        for during in ["Start", "Kill", "Wait"] {
            var talk = Talk()
            let main = talk.id("main")
            talk.task("main", "create", "Create") { $0.ask("CreateContainer") { $0.string(1, main) } }
            let step = ["Start": "start", "Kill": "kill", "Wait": "wait"][during] ?? ""
            talk.task("main", step, during) { talk in
                if during == "Start" { talk.ask("StartContainer") { $0.string(1, main) } }
                if during == "Kill" {
                    talk.ask("SignalProcess") {
                        $0.string(1, main)
                        $0.varint(3, 15)
                    }
                }
                talk.ask("WaitProcess") { $0.string(1, main) }
                talk.ask("SignalProcess") {
                    $0.string(1, main)
                    $0.varint(3, 9)
                }
                talk.ask("RemoveContainer") { $0.string(1, main) }
                talk.ask("StopVM", service: "hypervisor.Hypervisor") { $0.string(1, main) }
            }
            let facets = talk.facets()
            #expect(
                facets.value("main", "asked") == bag("RemoveContainer", "SignalProcess", "StopVM", "WaitProcess"),
                "\(during)")
            #expect(facets.value("main", "asked", "SignalProcess", "signal") == .integer(9))
        }
    }

    @Test("a signal to what has ended is the kill's all the same")
    func late() {
        var talk = Talk()
        let main = talk.id("main")
        talk.ask("WaitProcess") { $0.string(1, main) }
        talk.task("main", "kill", "Kill") { $0.ask("SignalProcess", code: 5) { $0.string(1, main) } }
        #expect(talk.facets().value("main", "kill", "asked") == list("SignalProcess"))
        #expect(talk.facets().value("main", "kill", "asked", "SignalProcess", "answer") == .text("not_found"))
    }

    @Test("a call that is never answered says so; what waits by nature doesn't")
    func unanswered() {
        var talk = Talk()
        let main = talk.id("main")
        talk.task("main", "create", "Create") { talk in
            talk.ask("CreateContainer", code: nil) { $0.string(1, main) }
            talk.ask("GetOOMEvent", code: nil)
        }
        #expect(talk.facets().value("main", "create", "asked", "CreateContainer", "answer") == .text("none"))
        #expect(talk.facets().value("main", "asked", "GetOOMEvent", "answer") == nil)
    }

    @Test("execs that start side by side are told apart by their arguments, whatever ids they have")
    func sideBySide() {
        func facets(_ order: [String]) -> FacetSet {
            var talk = Talk()
            let main = talk.id("main")
            talk.tasks([("main.a", "start", "Start"), ("main.b", "start", "Start")]) { talk in
                for (place, argument) in order.enumerated() {
                    talk.ask("ExecProcess") {
                        $0.string(1, main)
                        $0.string(2, "uuid-\(place)")
                        $0.message(4) {
                            $0.string(4, "/probe")
                            $0.string(4, argument)
                        }
                    }
                }
            }
            let execs = ["a", "b"].map { name in
                let subject = Subject(container: "main", exec: name)
                return Step(action: .exec(subject, ProcessSpec(arguments: ["probe", name])), name: ["exec"])
            }
            let scenario = Scenario(
                id: "a/b", title: "t", because: "b", origin: ["o"], covers: ["c"],
                containers: [ContainerSpec(name: "main", process: ProcessSpec(arguments: ["probe"]))], steps: execs)
            return talk.facets(scenario)
        }
        #expect(facets(["a", "b"]).conversation == facets(["b", "a"]).conversation)
        #expect(facets(["b", "a"]).value("main.a", "start", "asked", "ExecProcess", "exec") == .text("main.a"))
    }

    @Test("under repeat each time is an outcome")
    func repeated() {
        var talk = Talk()
        let main = talk.id("main")
        for time in 0..<3 {
            talk.task("main", "kill", "Kill", iteration: [time]) { talk in
                talk.ask("SignalProcess") {
                    $0.string(1, main)
                    $0.varint(3, time == 2 ? 9 : 15)
                }
            }
        }
        let facets = talk.facets()
        #expect(facets.value("main", "kill", "asked") == .bag(of: Array(repeating: list("SignalProcess"), count: 3)))
        #expect(
            facets.value("main", "kill", "asked", "SignalProcess", "signal")
                == .bag(of: [.integer(15), .integer(15), .integer(9)]))
    }

    @Test("a record that is full hides what it can't tell")
    func full() {
        var talk = Talk()
        let main = talk.id("main")
        talk.task("main", "create", "Create") { $0.ask("CreateContainer") { $0.string(1, main) } }
        talk.mark(CompanionRecord.full)
        #expect(
            talk.facets()[FacetPath("main", "create", "asked")] == .hidden("the record of the conversation was full"))
    }

    @Test("how long a shim waits is told by the step above what is left of it")
    func limits() {
        func limit(_ nanoseconds: Int64) -> String {
            ConversationFacets.limit(
                AskedRecord(
                    call: 1, machine: "", service: "", method: "", connection: 1, timeoutNanoseconds: nanoseconds,
                    message: HeldMessage([])))
        }
        #expect(limit(0) == "none" && limit(-5) == "negative" && limit(1) == "1s")
        #expect(limit(59_100_000_000) == "60s" && limit(60_000_000_000) == "60s" && limit(60_000_000_001) == "90s")
        #expect(limit(.max) == "longer")
    }

    @Test("whatever a shim sends ends in facets, and few", arguments: 0..<60)
    func hostile(seed: UInt64) {
        var random = Dice(state: seed)
        var talk = Talk.life()
        let methods = ["CreateContainer", "ExecProcess", "CreateSandbox", "UpdateRoutes", "Nonsense", "SetPolicy"]
        talk.task("main", "create#2", "Create") { talk in
            for _ in 0..<20 {
                let method = methods.randomElement(using: &random) ?? ""
                let bytes = (0..<Int.random(in: 0...300, using: &random)).map { _ in
                    UInt8.random(in: 0...255, using: &random)
                }
                talk.ask(method, timeout: Int64.random(in: .min ... .max, using: &random)) { request in
                    request.run(Int.random(in: 1...12, using: &random), bytes)
                    request.number(Int.random(in: 1...12, using: &random), random.next())
                    request.run(6, bytes + [0x12, 3, 0x22, 1, 0x61])
                }
            }
        }
        let conversation = talk.facets().conversation
        #expect(conversation.count < 20_000)
        for path in conversation.keys {
            #expect(path.components.allSatisfy { !$0.isEmpty && $0.count <= 300 })
            #expect(Catalogue.shim.entry(for: path) != nil, "\(path)")
        }
    }
}

/// Random numbers from a seed.
private struct Dice: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var z = state
        z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
        z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
        return z ^ (z >> 31)
    }
}
