import AgentAPI
import Documents
import Glibc
import Linux
import SwiftProtobuf
import TTRPC
import Testing

@testable import standin

@Suite("Small parts")
struct PartsTests {
    @Test("a greeting asks for the agent's port, exactly")
    func greeting() {
        #expect(Greeting.asksForAgent(Array("CONNECT 1024".utf8)))
        for line in ["", "CONNECT", "CONNECT 1025", "connect 1024", "CONNECT 1024 ", " CONNECT 1024", "CONNECT 01024"] {
            #expect(!Greeting.asksForAgent(Array(line.utf8)), "\(line)")
        }
    }

    @Test(
        "a storage's mode is the octal number of its options",
        arguments: [
            ([], nil), (["size=1"], nil), (["mode=1777"], 0o1777), (["noexec,mode=0755"], 0o755), (["mode=x"], nil),
            (["mode=777777"], 0o7777),
        ] as [([String], UInt32?)])
    func mode(_ options: [String], _ mode: UInt32?) {
        #expect(StorageMode.of(options) == mode)
    }

    @Test("caught signals are the bits of the mask")
    func signals() {
        let status = "Name:\tx\nSigBlk:\t0000000000000000\nSigCgt:\t0000000000004002\n"
        let caught = CaughtSignals(status: status)
        #expect(caught.contains(SIGTERM) && caught.contains(SIGINT) && !caught.contains(SIGKILL))
        for broken in ["", "SigCgt:", "SigCgt:\tzz\n"] { #expect(!CaughtSignals(status: broken).contains(SIGTERM)) }
    }

    @Test("where the kernel counts lost memory, on both versions of cgroups")
    func watch() {
        let one = "12:cpu,cpuacct:/a\n4:memory:/b\n0::/c\n"
        #expect(
            MemoryWatch(groups: one) { _ in true }?.path == "/sys/fs/cgroup/memory/b/memory.oom_control")
        #expect(MemoryWatch(groups: "0::/c\n") { _ in true }?.path == "/sys/fs/cgroup/c/memory.events")
        #expect(MemoryWatch(groups: one) { $0.hasSuffix("events") }?.path == "/sys/fs/cgroup/c/memory.events")
        for broken in ["", "memory", "4:memory:b", "0::"] {
            #expect(MemoryWatch(groups: broken) { _ in true } == nil, "\(broken)")
        }
    }

    @Test("only a higher count is news")
    func counts() throws {
        var watch = try #require(MemoryWatch(groups: "0::/c") { _ in true })
        let news = [
            "low 0\noom 3\noom_kill 0\n", "oom_kill 2\n", "oom_kill 2\n", "oom_kill x\n", "",
            "oom_kill_disable 0\nunder_oom 0\noom_kill 3",
        ].map { watch.notes($0) }
        #expect(news == [false, true, false, false, false, true])
    }

    @Test("interfaces, routes and neighbours are what they were told to be")
    func network() throws {
        var network = GuestNetwork()
        let first = Types_Interface.with {
            $0.name = "eth0"
            $0.hwAddr = "02:00"
        }
        try network.update(first)
        try network.update(.with { $0.name = "lo" })
        var changed = first
        changed.mtu = 9000
        try network.update(changed)
        #expect(network.interfaces.map(\.mtu) == [9000, 0])
        try network.replace(routes: [.with { $0.dest = "a" }, .with { $0.dest = "b" }])
        try network.replace(routes: [.with { $0.dest = "c" }])
        #expect(network.routes.map(\.dest) == ["c"])
        #expect(throws: AgentFailure.self) {
            try network.replace(routes: Array(repeating: Types_Route(), count: Bounds.network + 1))
        }
        #expect(throws: AgentFailure.self) {
            try network.add(neighbours: Array(repeating: Types_ARPNeighbor(), count: Bounds.network + 1))
        }
        #expect(throws: AgentFailure.self) {
            for number in 0...Bounds.network { try network.update(.with { $0.name = "e\(number)" }) }
        }
        #expect(network.interfaces.count == Bounds.network && network.routes.count == 1)
    }

    @Test("what the runtime counts becomes what the agent says, and nonsense becomes nothing")
    func statistics() throws {
        let report = """
            {"type":"stats","data":{"cpu":{"usage":{"total":5,"percpu":[2,3],"kernel":1,"user":4},\
            "throttling":{"periods":6,"throttledPeriods":7,"throttledTime":8}},\
            "memory":{"cache":9,"usage":{"limit":18446744073709551615,"usage":10,"max":11,"failcnt":12},\
            "swap":{"usage":13},"kernel":{"usage":14},"raw":{"rss":15}},"pids":{"current":16,"limit":17},\
            "blkio":{"ioServicedRecursive":[{"major":8,"minor":1,"op":"Read","value":18}]},\
            "hugetlb":{"2MB":{"usage":19,"max":20,"failcnt":21}}}}
            """
        let stats = ContainerStatistics.answer(try #require(JSONValue(bytes: Array(report.utf8)))).cgroupStats
        #expect(stats.cpuStats.cpuUsage.totalUsage == 5 && stats.cpuStats.cpuUsage.percpuUsage == [2, 3])
        #expect(stats.cpuStats.throttlingData.throttledTime == 8 && stats.memoryStats.cache == 9)
        #expect(stats.memoryStats.usage.limit == .max && stats.memoryStats.usage.failcnt == 12)
        #expect(stats.memoryStats.swapUsage.usage == 13 && stats.memoryStats.kernelUsage.usage == 14)
        #expect(stats.memoryStats.stats == ["rss": 15] && stats.pidsStats.limit == 17)
        #expect(stats.blkioStats.ioServicedRecursive.map(\.value) == [18] && stats.hugetlbStats["2MB"]?.failcnt == 21)
        for broken in ["{}", "[]", #"{"data":{"cpu":7,"memory":[],"pids":{"current":-1}}}"#] {
            let answer = ContainerStatistics.answer(try #require(JSONValue(bytes: Array(broken.utf8))))
            #expect(answer.cgroupStats.pidsStats.current == 0)
        }
    }

    @Test(
        "the runtime is run in the mount namespace of the shim, and sees what that has mounted",
        .enabled(if: geteuid() == 0))
    func mounts() async throws {
        let scratch = try Scratch()
        defer { scratch.remove() }
        for name in ["a", "b"] { try Files.makeDirectories("\(scratch.path)/\(name)") }
        try Files.write("\(scratch.path)/a/seen", [])
        let program = "\(scratch.path)/runtime"
        try Files.write(program, Array("#!/bin/sh\nls \(scratch.path)/b\n".utf8), mode: 0o755)
        var shim = SpawnRequest("/bin/sleep", ["60"])
        shim.mounts = [.bind(source: "\(scratch.path)/a", target: "\(scratch.path)/b")]
        let holder = try spawn(shim)
        let runtime = Runtime(program: program, root: scratch.path)
        let theirs = try #require(Caller.$pid.withValue(holder.pid, operation: { Caller.mounts }))
        #expect(try await runtime.run(["list"], in: scratch.path, mounts: theirs) == Array("seen\n".utf8))
        #expect(try await runtime.run(["list"], in: scratch.path) == [])
        #expect(Caller.mounts == nil)
        #expect(Caller.$pid.withValue(ThisProcess.pid, operation: { Caller.mounts }) == nil)
        try holder.send(SIGKILL)
        #expect(try await holder.exit(within: .seconds(10)) != nil)
    }

    @Test("errors are one line, bounded, with their code")
    func failures() {
        #expect(AgentFailure(AgentFailure.notFound("x")) == .notFound("x"))
        #expect(AgentFailure(CancellationError()).code == .cancelled)
        struct Odd: Error, CustomStringConvertible {
            let description = "a\nb\u{1b}" + String(repeating: "c", count: 2000)
        }
        let odd = AgentFailure(Odd())
        #expect(odd.code == .internal && odd.words.count == 1000 && odd.words.hasPrefix("a b c"))
    }
}
