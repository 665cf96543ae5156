import Facets
import Recordings
import Scenarios

@testable import Kata

/// Writes a recording of a trial behind a stand-in: task calls with their steps, and what was asked meanwhile.
struct Talk {
    /// What is the trial's own.
    var nonce = "k7f3a"
    var pace: UInt64 = 1000
    private(set) var observations: [Observation] = []
    private var asked: [Observation] = []
    private var now: UInt64 = 1_000_000
    private var calls: UInt64 = 0
    var containers: [String]

    init(nonce: String = "k7f3a", pace: UInt64 = 1000, containers: [String] = ["main"]) {
        self.nonce = nonce
        self.pace = pace
        self.containers = containers
        for container in containers {
            add(.bound(Binding(kind: .id, value: id(container), name: container)), nil)
        }
    }

    func id(_ container: String) -> String { "\(nonce)-\(container)" }
    /// The VM of all of them: the first's.
    var machine: String { id(containers[0]) }

    private mutating func add(_ what: Observed, _ step: StepReference?) {
        now += pace
        observations.append(Observation(number: observations.count + 1, at: now, step: step, what: what))
    }

    /// A task call of a step, with what happens until it is answered.
    mutating func task(
        _ subject: String, _ name: String, _ method: String, exec: String = "", iteration: [Int] = [],
        _ body: (inout Self) -> Void = { _ in }
    ) {
        let step = StepReference(subject: subject, name: [name], iteration: iteration)
        add(.stepBegan(verb: String(name.prefix { $0 != "#" })), step)
        now += pace
        let sent = now
        body(&self)
        now += pace
        var request = Wire.Encoder()
        request.string(1, id(String(subject.prefix { $0 != "." })))
        request.string(2, exec)
        add(
            .call(
                CallRecord(
                    service: "containerd.task.v2.Task", method: method, sentAt: sent, receivedAt: now,
                    request: RawBytes(request.bytes), outcome: .answered(RawBytes()))), step)
        add(.stepEnded(.done), step)
    }

    /// Task calls side by side: all are under way while `body` happens.
    mutating func tasks(_ all: [(subject: String, name: String, method: String)], _ body: (inout Self) -> Void) {
        let sent = now
        now += pace * UInt64(all.count)
        body(&self)
        now += pace
        for (place, task) in all.enumerated() {
            add(
                .call(
                    CallRecord(
                        service: "containerd.task.v2.Task", method: task.method, sentAt: sent + UInt64(place),
                        receivedAt: now, request: RawBytes(), outcome: .answered(RawBytes()))),
                StepReference(subject: task.subject, name: [task.name]))
        }
    }

    /// A call of the shim's, answered after a while with a code; with nil never.
    @discardableResult
    mutating func ask(
        _ method: String, service: String = "grpc.AgentService", code: Int32? = 0, timeout: Int64 = 59_999_000_000,
        machine: String? = nil, data: Int? = nil, _ fill: (inout Wire.Encoder) -> Void = { _ in }
    ) -> UInt64 {
        var request = Wire.Encoder()
        fill(&request)
        calls += 1
        now += pace
        asked.append(
            Observation(
                number: 0, at: now, step: nil,
                what: .asked(
                    AskedRecord(
                        call: calls, machine: machine ?? (service.hasPrefix("hyper") ? "" : self.machine),
                        service: service, method: method, connection: 1, timeoutNanoseconds: timeout,
                        message: HeldMessage(request.bytes, data: data)))))
        if let code { reply(calls, code) }
        return calls
    }

    mutating func reply(_ call: UInt64, _ code: Int32 = 0) {
        now += pace
        asked.append(
            Observation(
                number: 0, at: now, step: nil,
                what: .replied(RepliedRecord(call: call, code: code, words: "", message: HeldMessage([])))))
    }

    mutating func idle() { now += pace * 3 }

    /// The event of an end.
    mutating func exit(_ container: String) {
        var body = Wire.Encoder()
        body.string(1, id(container))
        body.string(2, id(container))
        add(
            .event(
                EventRecord(
                    topic: "/tasks/exit", namespace: "ns", publishedSeconds: 0, publishedNanos: 0,
                    type: "containerd.events.TaskExit", body: RawBytes(body.bytes))), nil)
    }

    mutating func mark(_ name: String) { add(.mark(name), nil) }

    /// The recording: what the stand-in wrote comes last.
    func recording(_ scenario: Scenario? = nil) -> Recording {
        var all = observations
        for one in asked {
            all.append(Observation(number: all.count + 1, at: one.at, step: nil, what: one.what))
        }
        let steps: [Step] = []
        return Recording(
            scenario: scenario
                ?? Scenario(
                    id: "a/b", title: "t", because: "b", origin: ["o"], covers: ["c"],
                    containers: containers.map {
                        ContainerSpec(name: $0, process: ProcessSpec(arguments: ["probe"]))
                    }, steps: steps),
            observations: all)
    }

    func facets(_ scenario: Scenario? = nil) -> FacetSet {
        derive(recording(scenario), extractors: [ConversationExtractor()]).facets
    }
}

extension FacetSet {
    /// What a path shows.
    func value(_ path: String...) -> FacetValue? {
        guard case .seen(let value)? = self[FacetPath(path)] else { return nil }
        return value
    }

    /// The conversation alone.
    var conversation: [FacetPath: FacetState] { states.filter { $0.key.components.contains("asked") } }
}

func list(_ texts: String...) -> FacetValue { .list(texts.map { .text($0) }) }
func bag(_ texts: String...) -> FacetValue { .bag(of: texts.map { .text($0) }) }

extension Talk {
    /// A life as Kata's Go shim leads it: an init, an exec with an id of the shim's own, a kill, and the end.
    static func life(nonce: String = "k7f3a", pace: UInt64 = 1000, share: String = "1c8e0f3a9b7d2e44") -> Talk {
        var talk = Talk(nonce: nonce, pace: pace)
        let (main, token) = (talk.id("main"), "\(nonce.hashValue)-token")
        var waits: [UInt64] = []
        talk.task("main", "create", "Create") { talk in
            talk.ask("CreateVM", service: "hypervisor.Hypervisor", timeout: 0) {
                $0.string(1, main)
                $0.message(2) {
                    $0.string(1, "io.kata/vcpus")
                    $0.string(2, "1")
                }
                $0.string(3, "/run/netns/\(nonce)")
            }
            talk.ask("StartVM", service: "hypervisor.Hypervisor", timeout: 0) { $0.string(1, main) }
            talk.ask("Check", service: "grpc.Health")
            talk.ask("CreateSandbox") {
                $0.string(1, "host")
                $0.string(2, "nameserver 1.1.1.1")
                $0.string(5, main)
                $0.message(7) {
                    $0.string(1, "fuse")
                    $0.string(2, "a=1")
                }
            }
            talk.ask("CopyFile", data: 8) {
                $0.string(1, "/run/shared/\(main)-\(share)-resolv.conf")
                $0.varint(2, 3)
                $0.string(8, "abc")
            }
            talk.ask("CopyFile", data: 8) {
                $0.string(1, "/run/shared/\(main)-0011223344556677-hosts")
                $0.string(8, "abcd")
            }
            talk.ask("CreateContainer", timeout: 29_500_000_000) { fill(&$0, main, share) }
            talk.ask("GetOOMEvent", code: nil, timeout: 0)
        }
        talk.task("main", "start", "Start") { talk in
            talk.ask("StartContainer") { $0.string(1, main) }
            waits.append(
                talk.ask("WaitProcess", code: nil, timeout: 0) {
                    $0.string(1, main)
                    $0.string(2, main)
                })
            for _ in 0..<Int.random(in: 1...4) {
                talk.ask("ReadStdout") {
                    $0.string(1, main)
                    $0.string(2, main)
                    $0.varint(3, 32_768)
                }
            }
        }
        talk.task("main.cat", "exec", "Exec", exec: "task-exec")
        talk.task("main.cat", "start", "Start") { talk in
            talk.ask("ExecProcess") {
                $0.string(1, main)
                $0.string(2, token)
                $0.message(4) {
                    $0.string(4, "/probe")
                    $0.string(4, "cat")
                }
            }
        }
        for piece in ["hel", "lo\n"] {
            talk.ask("WriteStdin", data: 3) {
                $0.string(1, main)
                $0.string(2, token)
                $0.string(3, piece)
            }
        }
        talk.task("main", "kill", "Kill") { talk in
            talk.ask("SignalProcess") {
                $0.string(1, main)
                $0.string(2, main)
                $0.varint(3, 15)
            }
        }
        talk.reply(waits[0])
        talk.ask("RemoveContainer") { $0.string(1, main) }
        talk.ask("DestroySandbox")
        talk.ask("StopVM", service: "hypervisor.Hypervisor", timeout: 0) { $0.string(1, main) }
        talk.task("main", "wait", "Wait")
        talk.task("main", "delete", "Delete")
        return talk
    }

    /// A request to create a container.
    static func fill(_ request: inout Wire.Encoder, _ main: String, _ share: String) {
        request.string(1, main)
        request.string(2, main)
        request.message(5) {
            $0.string(1, "ephemeral")
            $0.string(5, "size=64m")
            $0.string(6, "/run/kata-containers/sandbox/shm")
        }
        request.message(6) {
            $0.message(2) {
                $0.message(3) { $0.varint(1, 1000) }
                $0.string(4, "/probe")
                $0.string(4, "sleep")
                $0.string(5, "PATH=/bin")
                $0.string(5, "A=b=c")
                $0.message(7) { $0.string(1, "CAP_KILL") }
                $0.message(8) {
                    $0.string(1, "RLIMIT_NOFILE")
                    $0.varint(2, 2048)
                    $0.varint(3, 1024)
                }
            }
            $0.message(3) { $0.string(1, "/run/kata-containers/\(main)/rootfs") }
            $0.message(5) {
                $0.string(1, "/proc")
                $0.string(3, "proc")
                $0.string(4, "nosuid")
                $0.string(4, "noexec")
            }
            $0.message(5) {
                $0.string(1, "/etc/resolv.conf")
                $0.string(2, "/run/shared/\(main)-\(share)-resolv.conf")
            }
            $0.message(7) {
                $0.string(1, "io.container/id")
                $0.string(2, main)
            }
            $0.message(8) {
                $0.message(3) {
                    $0.string(1, "net.core.somaxconn")
                    $0.string(2, "512")
                }
                $0.message(4) {
                    $0.message(1) { $0.string(5, "rwm") }
                    $0.message(2) { $0.varint(1, 64 << 20) }
                    $0.message(4) { $0.varint(1, UInt64(bitPattern: -1)) }
                }
                $0.message(6) { $0.string(1, "pid") }
                $0.message(8) {
                    $0.string(1, "SCMP_ACT_ALLOW")
                    $0.message(4) { $0.string(1, "mkdir") }
                }
            }
            $0.varint(20, 7)
        }
    }
}
