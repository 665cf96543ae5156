import Facets
import Foundation
import Scenarios
import Testing

@testable import Recordings

@Suite("A guest's report")
struct GuestTests {
    private static let asked = ProcessSpec(arguments: ["probe", "report"])

    private func reporter(_ steps: [Step]) -> Scenario {
        Scenario(
            id: "test/guest", title: "t", because: "b", origin: ["o"], covers: ["c"],
            containers: [ContainerSpec(name: "main", process: Self.asked)], steps: steps)
    }

    /// A report as a container's probe prints it, cut to a few members of each kind.
    private func report(_ trial: RecordingBuilder) -> String {
        let number = trial.own.firstPid
        return """
            {"probe":1,"pid":1,"ppid":0,"sid":\(number),"uid":0,"groups":[],"cwd":"/","argv":["probe","report"],\
            "environment":["PATH=/bin","ID=\(trial.id("main"))","EMPTY=","NONE"],"hostname":"\(trial.id("main"))",\
            "capabilities":{"effective":"0000000000000021","ambient":"none"},"noNewPrivileges":true,\
            "seccomp":{"mode":"filter","filters":null},"rlimits":{"NOFILE":{"soft":1024,"hard":"unlimited"}},\
            "mounts":[{"at":"/dev/shm","root":"/","type":"tmpfs","options":["rw","nosuid"],"tags":["shared:\(number)"]},\
            {"at":"/x","root":"\(trial.own.folder)/bundles/x","type":"ext4","options":[],"tags":[]},\
            {"at":"/x","root":"/","type":"tmpfs","options":["ro"],"tags":["master:4","unbindable"]}],\
            "cgroup":[{"controllers":["cpu","cpuacct"],"path":"/"},{"controllers":[],"path":"/\(trial.id("main"))"}],\
            "descriptors":[{"number":0,"to":"pipe:[\(number)]"},{"number":1,"to":"/dev/null"}],\
            "namespaces":{"mnt":"mnt:[\(number + 4_026_532_000)]","user":"user:[4026531837]"},\
            "processes":[{"pid":1,"ppid":0,"name":"probe","state":"R"}],\
            "devices":{"/dev/null":{"mode":"0666","device":"1:3"}},"paths":{"/proc/kcore":"absent"},\
            "clocks":{"monotonic":\(trial.own.monotonic),"source":"tsc"},"memory":{"totalKiB":9,"availableKiB":\(number)},\
            "links":{"eth0":{"index":\(number),"mac":"0a:00:00:00:00:01","mtu":1500}},\
            "addresses":[{"link":"eth0","address":"10.0.0.2","tentative":true},{"link":"eth0","address":"fe80::\(number)"}],\
            "cgroupLimits":{"devices":{"limits":{"devices.list":"c 1:3 rwm\\na","x":"1"}}},"later":{"section":[1,2,{"a":[[3]]}]},"ratio":0.5}
            """
    }

    private func recorded(_ own: TrialOwn = TrialOwn(), _ output: String? = nil) -> Derived {
        var trial = RecordingBuilder(own)
        trial.bind(.id, trial.id("main"), "main")
        let text = output ?? report(trial) + "\n"
        trial.step("main", "wait") { trial, step in
            trial.output("main", text, step: step)
            trial.call("Wait", step, answer { $0.varint(1, 0) })
        }
        let derived = derive(Recording(scenario: reporter([step(.wait(main))]), observations: trial.observations))
        for path in derived.facets.states.keys { #expect(Catalogue.shim.entry(for: path) != nil, "\(path)") }
        return derived
    }

    @Test(
        "each part has its place and value",
        arguments: [
            ("guest", .seen(.integer(1))), ("guest/uid", .seen(.integer(0))), ("guest/pid", .seen(.text("init"))),
            ("guest/ppid", .seen(.text("outside"))), ("guest/sid", .seen(.text("other"))),
            ("guest/groups", .seen(.bag([]))), ("guest/argv", .seen(.list([.text("probe"), .text("report")]))),
            ("guest/hostname", .seen(.text("main"))), ("guest/environment/ID", .seen(.text("main"))),
            ("guest/environment/EMPTY", .seen(.text(""))), ("guest/environment/NONE", .seen(.text(""))),
            (
                "guest/environment",
                .seen(.bag(of: [.text("EMPTY"), .text("ID"), .text("NONE"), .text("PATH")]))
            ),
            ("guest/capabilities/effective", .seen(.bag(of: [.text("chown"), .text("kill")]))),
            ("guest/capabilities/ambient", .seen(.text("none"))), ("guest/noNewPrivileges", .seen(.bool(true))),
            ("guest/seccomp/filters", .absent), ("guest/rlimits/NOFILE/soft", .seen(.integer(1024))),
            (#"guest/mounts/"/dev/shm"/options"#, .seen(.bag(of: [.text("nosuid"), .text("rw")]))),
            (#"guest/mounts/"/dev/shm"/tags"#, .seen(.bag([.text("shared")]))),
            (#"guest/mounts/"/x"/root"#, .seen(.text("folder/bundles/x"))),
            (#"guest/mounts/"/x#2"/type"#, .seen(.text("tmpfs"))),
            (#"guest/cgroup/"cpu,cpuacct"/path"#, .seen(.text("/"))),
            ("guest/cgroup/v2/path", .seen(.text("/main"))), ("guest/descriptors/0/to", .seen(.text("pipe"))),
            ("guest/descriptors/1/to", .seen(.text("/dev/null"))), ("guest/namespaces/mnt", .seen(.text("own"))),
            ("guest/namespaces/user", .seen(.text("initial"))), ("guest/processes/probe/state", nil),
            ("guest/processes/probe/pid", .seen(.text("init"))),
            (#"guest/devices/"/dev/null"/mode"#, .seen(.text("0666"))),
            (#"guest/paths/"/proc/kcore""#, .seen(.text("absent"))), ("guest/clocks/monotonic", nil),
            ("guest/clocks/source", .seen(.text("tsc"))), ("guest/memory/availableKiB", nil),
            ("guest/memory/totalKiB", .seen(.integer(9))), ("guest/links/eth0/index", nil),
            ("guest/links/eth0/mac", .seen(.text("made up"))), ("guest/links/eth0/mtu", .seen(.integer(1500))),
            ("guest/addresses", .seen(.bag([.text("10.0.0.2")]))), ("guest/ratio", .seen(.text("0.5"))),
            (
                "guest/later/section",
                .seen(
                    .bag(of: [.integer(1), .integer(2), .record(["a": .list([.list([.integer(3)])])])]))
            ),
            ("wait/stdout", nil), ("wait/stdout/bytes", nil), ("wait/stdout/digest", nil),
            ("wait/stdout/closed", .seen(.bool(true))),
        ] as [(String, FacetState?)])
    func values(text: String, state: FacetState?) throws {
        #expect(recorded().facets[try FacetPath(parsing: "main/\(text)")] == state)
    }

    @Test("what is a trial's own changes no facet", arguments: 0..<10)
    func renaming(seed: Int) {
        let other = TrialOwn(
            nonce: "k\(seed)uvwxy", folder: "/run/k/\(seed)/t", firstPid: 300 + seed * 1009,
            monotonic: 5_000_000 + UInt64(seed))
        let (one, two) = (recorded().facets, recorded(other).facets)
        let changed = one.states.keys.filter { one[$0] != two[$0] }
        #expect(changed.isEmpty && one == two, "\(changed)")
    }

    @Test("a loosened privilege is a blocker", arguments: ["capabilities/effective", "seccomp/mode", #"paths/"/x""#])
    func severity(text: String) throws {
        let entry = Catalogue.shim.entry(for: try FacetPath(parsing: "main/guest/\(text)"))
        #expect(entry?.severity == .blocker)
    }

    @Test(
        "output that is no report stays output",
        arguments: [
            ("", FacetState.absent), ("{\"probe\":1", .seen(.text("torn or no JSON"))),
            ("probe: no such verb\n", .seen(.text("torn or no JSON"))), ("[1]\n", .seen(.text("JSON, but no report"))),
            ("{\"probe\":\"x\"}\n", .seen(.text("JSON, but no report"))),
        ])
    func noReport(output: String, state: FacetState) {
        let facets = recorded(TrialOwn(), output).facets
        #expect(facets[FacetPath("main", "guest")] == state)
        #expect(facets[FacetPath("main", "wait", "stdout")] == .seen(.text(output)))
        #expect(facets.states.keys.allSatisfy { !$0.hasPrefix(FacetPath("main", "guest")) || $0.components.count == 2 })
    }

    @Test("a process that never spoke is not reached; one that is not asked has no report")
    func never() {
        let empty = Recording(scenario: reporter([step(.start(main)), step(.wait(main))]), observations: [])
        #expect(derive(empty).facets[FacetPath("main", "guest")] == .unreached(step: "main/wait"))
        let other = Recording(scenario: scenario([step(.wait(main))]), observations: [])
        #expect(derive(other).facets[FacetPath("main", "guest")] == nil)
    }

    @Test(
        "who is asked for a report",
        arguments: [
            (["probe", "report"], true), (["/probe", "report", "--x"], true), (["probe"], false),
            (["probe", "say", "report"], false), (["sh", "report"], false), ([], false), (["/", "report"], false),
        ])
    func asked(arguments: [String], isAsked: Bool) {
        #expect(GuestReport.isAsked(ProcessSpec(arguments: arguments)) == isAsked)
    }

    @Test("every rule says why")
    func rules() {
        #expect(GuestRule.all.allSatisfy { $0.because.count > 20 && !$0.path.isEmpty })
    }

    @Test("whatever JSON comes, the facets are bounded, declared and have paths that can be read", arguments: 0..<150)
    func anything(seed: UInt64) throws {
        var random = Generator(seed: seed)
        var report = random.json(depth: 0)
        if case .object(var members) = report {
            members["probe"] = .integer(1)
            report = .object(members)
        } else {
            report = .object(["probe": .integer(1), "mounts": report, "environment": report])
        }
        let facets = GuestFacets(report, Names([])).all
        #expect(facets.count <= GuestFacets.mostFacets + 1)
        #expect("\(facets)" == "\(GuestFacets(report, Names([])).all)")
        for facet in facets {
            let path = FacetPath(["main", "guest"] + facet.path)
            #expect(facet.path.count <= GuestFacets.deepest)
            #expect(facet.path.allSatisfy { !$0.isEmpty && $0.utf8.count <= GuestFacets.longestName + 16 })
            #expect(Catalogue.shim.entry(for: path) != nil)
        }
        #expect(Set(facets.map { $0.path }).count == facets.count, "a path comes twice")
    }

    @Test("breadth and depth are bounded")
    func bounds() throws {
        let wide = GuestValue.object(["x": .object(wide(200)), "y": .object(wide(200)), "probe": .integer(1)])
        let facets = GuestFacets(wide, Names([])).all
        #expect(facets.count == GuestFacets.mostFacets + 1)
        #expect(facets.last?.path == ["beyond"])
        let deep = String(repeating: #"{"a":"#, count: 200) + "1" + String(repeating: "}", count: 200)
        let document = try GuestReport(Array(#"{"probe":1,"deep":\#(deep)}"#.utf8)).document
        let few = GuestFacets(document, Names([])).all
        #expect(few.count <= GuestFacets.deepest && few.allSatisfy { $0.path.count <= GuestFacets.deepest })
        #expect("\(few)".utf8.count < 4000)
    }

    private func wide(_ count: Int) -> [String: GuestValue] {
        Dictionary(
            uniqueKeysWithValues: (0..<count).map { outer in
                let inner = (0..<20).map { ("k\($0)", GuestValue.integer(Int64($0))) }
                return ("o\(outer)", GuestValue.object(Dictionary(uniqueKeysWithValues: inner)))
            })
    }
}

extension Generator {
    /// A document of any shape, with the names that reports use among its members.
    mutating func json(depth: Int) -> GuestValue {
        let kind = Int.random(in: 0...(depth > 7 ? 5 : 9), using: &self)
        switch kind {
        case 0: return .null
        case 1: return .bool(.random(using: &self))
        case 2: return .integer(Int64(bitPattern: next()))
        case 3: return .number(0.25)
        case 4, 5: return .text(text() + text())
        case 6, 7:
            return .list((0..<Int.random(in: 0...6, using: &self)).map { _ in json(depth: depth + 1) })
        default:
            let names = ["mounts", "at", "name", "pid", "namespaces", "links", "mac", "to", "", "a/b", "capabilities"]
            let keys = (0..<Int.random(in: 0...6, using: &self)).map { _ in
                Bool.random(using: &self) ? names.randomElement(using: &self) ?? "" : text()
            }
            return .object(
                Dictionary(keys.map { ($0, json(depth: depth + 1)) }, uniquingKeysWith: { first, _ in first }))
        }
    }
}
