import Facets
import Recordings
import Scenarios
import Testing

@Suite("Postures and footprints")
struct PostureTests {
    private let steps = [step(.create(main)), step(.start(main)), step(.ready(main))]

    private func facets(_ steps: [Step], _ trial: RecordingBuilder) -> Derived {
        let derived = derive(Recording(scenario: scenario(steps), observations: trial.observations))
        for path in derived.facets.states.keys { #expect(Catalogue.shim.entry(for: path) != nil, "\(path)") }
        for measure in derived.measures {
            let path = try? FacetPath(parsing: measure.name)
            let entry = path.flatMap { Catalogue.shim.entry(for: $0) }
            #expect(entry?.comparison == .distribution && entry?.unit == measure.unit.rawValue, "\(measure.name)")
        }
        return derived
    }

    private func posture(_ trial: inout RecordingBuilder) -> PostureRecord {
        let (shim, workload) = (Int32(trial.pid("shim")), Int32(trial.pid("main")))
        let lane: [String: UInt64] = ["mnt": 1, "net": 2, "pid": 3]
        return PostureRecord(
            laneNamespaces: lane, laneCgroups: ["v2": "/lane"],
            processes: [
                Posture(
                    role: "shim:main", pid: shim, command: "containerd-shim",
                    arguments: ["/opt/shim", "-id", trial.id("main")],
                    privileges: Privileges(
                        users: [0, 0, 0, 0], capabilities: CapabilitySets(effective: 0x20_0001), seccompMode: 0,
                        threads: 12),
                    namespaces: lane, cgroups: ["v2": "/lane"], oomScoreAdjust: -998,
                    descriptors: [OpenDescriptor(number: 3, target: "socket:[\(shim)]")], descriptorCount: 1),
                Posture(
                    role: "workload:main", pid: workload, command: "probe", arguments: ["probe", "sleep"],
                    privileges: Privileges(
                        users: [7, 7, 8, 7], groups: [5], supplementary: [9, 5], noNewPrivileges: true,
                        seccompMode: 2, seccompFilters: 1, blockedSignals: 1 << 14),
                    namespaces: ["mnt": 71, "net": 2, "pid": 73], cgroups: ["v2": "/t/\(trial.id("main"))"],
                    label: "profile (enforce)", root: "/",
                    descriptors: [
                        OpenDescriptor(number: 0, target: "/dev/pts/4"), OpenDescriptor(number: 1, target: "pipe:[99]"),
                        OpenDescriptor(number: 9, target: "\(trial.own.folder)/x"),
                    ], descriptorCount: 3),
                Posture(
                    role: "workload:main.cat", pid: workload + 1, command: "cat",
                    namespaces: ["mnt": 71, "net": 2, "pid": 74]),
            ])
    }

    @Test("privileges, namespaces and descriptors are facets, names in place")
    func values() throws {
        var trial = RecordingBuilder()
        trial.bind(.id, trial.id("main"), "main")
        trial.add(.posture(posture(&trial)))
        let facets = facets(steps, trial).facets
        func state(_ text: String) throws -> FacetState? { facets[try FacetPath(parsing: "host/posture/\(text)")] }
        func bag(_ texts: String...) -> FacetState { .seen(.bag(of: texts.map(FacetValue.text))) }
        #expect(facets[FacetPath("host", "posture")] == bag("shim", "workload:main", "workload:main.cat"))
        #expect(try state("shim/capabilities/effective") == bag("chown", "sys_admin"))
        #expect(try state("shim/seccomp") == .seen(.text("off")))
        #expect(try state("shim/users") == .seen(.integer(0)))
        #expect(try state("shim/arguments") == .seen(.list([.text("-id"), .text("main")])))
        #expect(try state("shim/cgroups/v2") == .seen(.text("as the lane")))
        #expect(try state("shim/descriptors") == bag("3 socket"))
        #expect(try state("shim/no-new-privileges") == .absent)
        #expect(try state("workload:main/seccomp") == .seen(.text("filter")))
        #expect(try state("workload:main/seccomp/filters") == .seen(.integer(1)))
        #expect(try state("workload:main/no-new-privileges") == .seen(.bool(true)))
        #expect(
            try state("workload:main/users")
                == .seen(
                    .record([
                        "real": .integer(7), "effective": .integer(7), "saved": .integer(8), "files": .integer(7),
                    ])))
        #expect(try state("workload:main/descriptors") == bag("0 /dev/pts", "1 pipe", "9 folder/x"))
        #expect(try state("workload:main/cgroups/v2") == .seen(.text("/t/main")))
        #expect(try state("workload:main/signals/blocked") == .seen(.bag([.integer(15)])))
        #expect(try state("workload:main/namespaces/net") == .seen(.text("same")))
        #expect(try state("workload:main/namespaces/mnt") == .seen(.text("own")))
        #expect(try state("workload:main/namespaces/time") == .absent)
        #expect(try state("workload:main.cat/namespaces/mnt") == .seen(.text("of:workload:main")))
        #expect(try state("workload:main.cat/namespaces/pid") == .seen(.text("own")))
        let severities = ["shim/capabilities/effective", "workload:main/seccomp", "shim/threads"].map { text in
            (try? FacetPath(parsing: "host/posture/\(text)")).flatMap { Catalogue.shim.entry(for: $0)?.severity }
        }
        #expect(severities == [.blocker, .blocker, .minor])
    }

    /// Containers in the order in which they were made, and whom each says that it shares its network with; what is
    /// recorded is in the order of the roles' names.
    @Test(
        "a shared namespace is the sandbox's, else the oldest process's, whatever their names",
        arguments: [
            (["pod", "job", "web"], ["pod": "own", "job": "of:workload:pod", "web": "of:workload:pod"]),
            // The sandbox even when its name came to be known late.
            (["job", "pod"], ["pod": "own", "job": "of:workload:pod"]),
            (["web", "job", "app"], ["web": "own", "job": "of:workload:web", "app": "of:workload:web"]),
            (["app", "web"], ["app": "own", "web": "of:workload:app"]),
        ])
    func sharing(made: [String], shown: [String: String]) {
        var trial = RecordingBuilder()
        // Pids wrap: the younger can have the smaller.
        let pids = Dictionary(uniqueKeysWithValues: made.enumerated().map { ($1, Int32(900 - $0 * 10)) })
        for name in made { trial.bind(.pid, "\(pids[name] ?? 0)", "pid:\(name)") }
        // One without a name, as a container's child is: never the one that others share with.
        let child = Posture(role: "helper:a", pid: 5, command: "a", namespaces: ["net": 9])
        let processes = made.sorted().map { name in
            Posture(role: "workload:\(name)", pid: pids[name] ?? 0, command: name, namespaces: ["net": 9])
        }
        trial.add(.posture(PostureRecord(laneNamespaces: ["net": 1], laneCgroups: [:], processes: [child] + processes)))
        let facets = facets(steps, trial).facets
        for (name, place) in shown {
            let path = FacetPath("host", "posture", "workload:\(name)", "namespaces", "net")
            #expect(facets[path] == .seen(.text(place)), "\(name)")
        }
    }

    @Test("what is a trial's own changes no facet", arguments: 0..<10)
    func renaming(seed: Int) {
        func derived(_ own: TrialOwn) -> FacetSet {
            var trial = RecordingBuilder(own)
            trial.bind(.id, trial.id("main"), "main")
            trial.add(.posture(posture(&trial)))
            return facets(steps, trial).facets
        }
        let other = TrialOwn(nonce: "k\(seed)xyzt", folder: "/run/\(seed)/t\(seed)", firstPid: 2 + seed * 991)
        #expect(derived(TrialOwn()) == derived(other))
    }

    @Test("a step that looks has its own facets; two shims are told apart")
    func atAStep() {
        var trial = RecordingBuilder()
        var record = posture(&trial)
        record.processes[1].role = "shim:web"
        trial.step("main", "ready") { trial, step in trial.add(.posture(record), step) }
        let facets = facets(steps, trial).facets
        #expect(facets[FacetPath("main", "ready", "posture", "shim#2", "seccomp")] == .seen(.text("filter")))
        #expect(facets[FacetPath("main", "ready", "posture", "shim", "seccomp")] == .seen(.text("off")))
        #expect(facets[FacetPath("host", "posture")] == .unreached(step: "main/ready"))
    }

    @Test("without a look it is not reached, after the step at which it was due")
    func unreached() {
        #expect(
            facets(steps, RecordingBuilder()).facets[FacetPath("host", "posture")] == .unreached(step: "main/ready"))
        let short = [step(.create(main)), step(.start(main))]
        #expect(
            facets(short, RecordingBuilder()).facets[FacetPath("host", "posture")] == .unreached(step: "main/start"))
        #expect(
            facets([step(.kill(main, signal: 9, all: false))], RecordingBuilder()).facets[FacetPath("host", "posture")]
                == nil)
    }

    @Test("memory, threads and descriptors are measures, added up by role")
    func footprints() {
        var trial = RecordingBuilder()
        let first = Footprint(
            role: "shim:main", pid: 1, command: "s", residentBytes: 10, proportionalBytes: 5, threads: 3,
            descriptors: 4)
        let second = Footprint(
            role: "shim:web", pid: 2, command: "s", residentBytes: 100, peakBytes: 70, threads: 2)
        let inside = Footprint(role: "inside:main", pid: 3, command: "x", residentBytes: 9)
        let huge = Footprint(role: "helper:qemu", pid: 3, command: "qemu", residentBytes: .max, privateBytes: 1)
        trial.add(.footprint(FootprintRecord(processes: [first, second, inside, huge, huge])))
        trial.step("main", "ready") { trial, step in
            trial.add(.footprint(FootprintRecord(processes: [first])), step)
        }
        let measures = Dictionary(
            facets(steps, trial).measures.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        #expect(measures["footprint/shim/rss"] == Measure(name: "footprint/shim/rss", value: 110, unit: .bytes))
        #expect(measures["footprint/shim/pss"]?.value == 5 && measures["footprint/shim/peak"]?.value == 70)
        #expect(
            measures["footprint/shim/threads"] == Measure(name: "footprint/shim/threads", value: 5, unit: .count))
        #expect(measures["footprint/shim/descriptors"]?.value == 4)
        #expect(measures["footprint/helper:qemu/rss"]?.value == Double(UInt64.max))
        #expect(measures["footprint/shim/swap"] == nil && measures["footprint/inside:main/rss"] == nil)
        #expect(measures["main/ready/footprint/shim/rss"]?.value == 10)
    }

    @Test("what the shim holds more than at the first look is told in a word, beyond what it moves by itself")
    func growth() {
        var trial = RecordingBuilder()
        func look(_ step: String, _ descriptors: Int?, _ memory: UInt64?) {
            let shim = Footprint(
                role: "shim:main", pid: 1, command: "s", privateBytes: memory, descriptors: descriptors)
            let other = Footprint(role: "helper:x", pid: 2, command: "x", privateBytes: 1 << 40, descriptors: 999)
            trial.step("host", step) { trial, step in
                trial.add(.footprint(FootprintRecord(processes: [shim, other])), step)
            }
        }
        look("observe", 10, 1 << 20)
        look("observe#2", 26, 9 << 20)
        look("observe#3", 27, (9 << 20) + 1)
        look("observe#4", nil, 1)
        let seen = facets(steps, trial).facets
        func state(_ step: String, _ name: String) -> FacetState? {
            seen[FacetPath("host", step, "growth", "shim", name)]
        }
        #expect(state("observe", "memory") == nil)
        #expect(state("observe#2", "descriptors") == .seen(.text("steady")))
        #expect(state("observe#2", "memory") == .seen(.text("steady")))
        #expect(state("observe#3", "descriptors") == .seen(.text("grown")))
        #expect(state("observe#3", "memory") == .seen(.text("grown")))
        #expect(state("observe#4", "descriptors") == .hidden("the shim could not be looked at"))
        #expect(state("observe#4", "memory") == .seen(.text("steady")))
    }

    @Test(
        "a process is what its name says, else what it descends from",
        arguments: [
            (2, "shim:main"), (3, "workload:main"), (4, "inside:main"), (5, "inside:main"), (6, "helper:runc"),
            (7, "vmm:main"), (8, "helper:virtiofsd"), (9, "helper:lost"), (10, "helper:loop"),
        ] as [(Int32, String)])
    func roles(pid: Int32, role: String) {
        let parents: [(Int32, Int32, String)] = [
            (2, 1, "shim"), (3, 2, "probe"), (4, 3, "sh"), (5, 4, "sleep"), (6, 2, "runc"), (7, 2, "qemu"),
            (8, 7, "virtiofsd"), (9, 99, "lost"), (10, 11, "loop"), (11, 10, "loop"),
        ]
        let seats = parents.map { ProcessRole.Seat(pid: $0.0, parent: $0.1, command: $0.2) }
        let names: [Int32: String] = [2: "shim:main", 3: "pid:main", 7: "vmm:main"]
        #expect(ProcessRole.roles(of: seats, names: names)[pid] == role)
    }
}
