import Glibc
import Linux
import Matrices
import Recordings
import Scenarios
import Testing

/// What can be tried on shims that run nothing and misbehave as they are told.
@Suite("Stub shims", .serialized, .enabled(if: geteuid() == 0), .timeLimit(.minutes(3))) struct StubTrials {
    private let sleeper = ContainerSpec.main("sleep")

    /// Carries out a scenario on a stub in a mode.
    private func tryStub(
        _ mode: String, next: String? = nil, speaks: String = "1.6", _ steps: [Step]
    ) async throws -> Tried {
        let folder = "/tmp/kumite-stub-\(UInt64.random(in: 0...UInt64.max))"
        try Files.makeDirectory(folder)
        defer { _ = Files.removeTree(folder) }
        func shim(_ mode: String) throws -> String {
            let path = "\(folder)/stub-shim.\(mode)"
            if !Files.exists(path) { try Files.makeLink(path, to: try Real.built("stub-shim")) }
            return path
        }
        var contender = Contender(name: mode, family: "runc", shim: try shim(mode))
        if let next { contender.next = Successor(name: next, shim: try shim(next), speaks: "2.1") }
        return try await attempt(.of([sleeper], steps), contender, speaks: speaks, probe: "/bin/true")
    }

    @Test("a call that hangs has the stacks of the stuck threads, and costs no more than its deadline")
    func hang() async throws {
        let began = Stamp.now
        let tried = try await tryStub(
            "never",
            [
                .do(.create(main), within: .milliseconds(300), expect: ["error": .any]), .do(.start(main)),
                .do(.idle(5_000_000_000)),
            ])
        #expect(Stamp.now.nanoseconds(since: began) < 5_000_000_000)
        let hangs = tried.observations.compactMap { if case .hang(let hang) = $0.what { hang } else { nil } }
        #expect(hangs.count == 1)
        #expect(hangs.first?.stacks.contains { $0.contains("wchan") } == true)
    }

    @Test("a raw call that hangs is a hang like any other", arguments: [RawCall.Fault.none, .reused, .expired, .type])
    func rawHang(fault: RawCall.Fault) async throws {
        let call = RawCall(method: "State", fields: [RawField(1, .text("{main}"))], fault: fault)
        let tried = try await tryStub(
            "never", [.do(.raw(main, call), within: .milliseconds(300), expect: ["error": .scalar("timeout")])])
        tried.expectMet()
        #expect(tried.text("main/raw/error") == "timeout")
    }

    @Test("a shim that counts what it runs is told where to leave its counters, at every launch and at its delete")
    func counters() async throws {
        let folder = "/tmp/kumite-stub-\(UInt64.random(in: 0...UInt64.max))"
        try Files.makeDirectory(folder)
        defer { _ = Files.removeTree(folder) }
        try Files.makeLink("\(folder)/stub-shim.ok", to: try Real.built("stub-shim"))
        // The daemon has the environment of the `start` that left it.
        let script = """
            #!/bin/sh
            for word; do verb=$word; done
            echo "$verb $GOCOVERDIR" >>"\(folder)/seen"
            exec "\(folder)/stub-shim.ok" "$@"

            """
        try Files.write("\(folder)/shim", Array(script.utf8), mode: 0o755)
        let contender = Contender(name: "counting", family: "runc", shim: "\(folder)/shim")
        let tried = try await attempt(
            .of([sleeper], [.do(.create(main)), .do(.start(main))]), contender, probe: "/bin/true",
            counters: ["GOCOVERDIR=\(folder)/counters"])
        tried.expectMet()
        let seen = String(decoding: try Files.read("\(folder)/seen", limit: 4096).bytes, as: UTF8.self)
        let told = ["start", "delete"].map { "\($0) \(folder)/counters" }
        #expect(seen.split(separator: "\n").map(String.init) == told, "\(tried.story)")
    }

    @Test("a shim that dies in create is launched again by a second one")
    func relaunch() async throws {
        let tried = try await tryStub(
            "dies-in-create",
            [
                .do(.create(main), "one", expect: ["error": .scalar("broken")]),
                .do(.raw(main, RawCall(method: "State")), expect: ["error": .scalar("broken")]),
                .do(.create(main), "two", expect: ["error": .scalar("broken")]),
            ])
        tried.expectMet()
        #expect(tried.programs("start").count == 2)
    }

    @Test("a shim killed during a slow create breaks that call, and is not asked again")
    func killedInCreate() async throws {
        let tried = try await tryStub(
            "slow",
            [
                .do(.create(main), "doomed", expect: ["error": .scalar("broken")]),
                .do(.crash(role: "shim", .kill), at: Moment(.step("doomed"), afterNanoseconds: 0)),
            ])
        // The moment can come before the shim is even started; then there is nobody to kill yet.
        if tried.text("run/crash/error") == nil { tried.expectMet() }
        #expect(tried.infrastructure == [])
    }

    @Test("another containerd finds its shims by what lies in the bundles", arguments: [("2.1", true), ("1.6", false)])
    func upgradedDaemon(speaks: String, isFound: Bool) async throws {
        // A shim that answers in JSON writes no address file: only a containerd that wrote one itself can find it.
        let tried = try await tryStub(
            "json", speaks: speaks,
            [
                .do(.create(main)), .do(.start(main)),
                .do(.upgrade(.containerd), expect: ["error": isFound ? .ok : .any]),
                .do(.state(main), expect: ["error": .oneOf([.ok, .any])]),
            ])
        tried.expectMet()
        #expect(tried.marks.contains("upgraded:containerd"))
        #expect(tried.calls.contains { $0.method == "Connect" } == isFound)
    }

    @Test("a next shim answers for what comes, the old one for what runs")
    func next() async throws {
        let tried = try await tryStub(
            "ok", next: "refuses",
            [
                .do(.create(main)), .do(.upgrade(.shim)), .do(.state(main), expect: ["status": .scalar("created")]),
                .do(.cli(ShimCommand(arguments: ["start"], about: main)), expect: ["rc": .scalar("1")]),
            ])
        tried.expectMet()
    }

    @Test("a start that floods its output is refused as soon as it ends")
    func floods() async throws {
        let began = Stamp.now
        let tried = try await tryStub("floods", [.do(.create(main), expect: ["error": .scalar("broken")])])
        tried.expectMet()
        #expect(Stamp.now.nanoseconds(since: began) < 9_000_000_000, "before its deadline")
        #expect(tried.programs("start").first?.stderr.bytes.isEmpty == false, "it says that output was dropped")
    }
}
