import AgentAPI
import Documents
import FoundationEssentials
import Glibc
import Linux
import Recordings
import SwiftProtobuf
import Testing

@testable import TTRPC
@testable import standin

/// A shim's conversations with the real program and the real runtime, in the order that both shims keep.
@Suite("A real life-cycle", .serialized, .enabled(if: RealStandin.canRun), .timeLimit(.minutes(5)))
struct LifeTests {
    @Test("a pod of one container, from the health check to the VM's end")
    func whole() async throws {
        let standin = try await RealStandin()
        let version = try await standin.hypervisor.call(HypervisorService.version, .with { $0.version = "0.0.0" })
        #expect(version.version == "0.0.0")
        let machine = try await standin.machine("pod-1")
        #expect(try await machine.call(HealthService.check, .init()).status == .serving)
        #expect(try await machine.call(HealthService.version, .init()).agentVersion == "4.1.0")
        try await machine.sandbox()
        #expect(
            try await machine.call(
                AgentService.updateInterface,
                .with { $0.interface = .with { $0.name = "eth0" } }
            ).name == "eth0")
        #expect(try await machine.call(AgentService.listInterfaces, .init()).interfaces.map(\.name) == ["eth0"])
        let routes = try await machine.call(
            AgentService.updateRoutes, .with { $0.routes = .with { $0.routes = [.with { $0.gateway = "10.0.0.1" }] } })
        #expect(routes.routes.map(\.gateway) == ["10.0.0.1"])
        #expect(try await machine.call(AgentService.listRoutes, .init()) == routes)
        let details = try await machine.call(AgentService.getGuestDetails, .with { $0.memBlockSize = true })
        #expect(details.memBlockSizeBytes == 128 << 20 && details.agentDetails.version == "4.1.0")

        try await machine.run("web", ["lines", "hello", "--stderr", "there"])
        async let output = machine.all("web", "web")
        async let errors = machine.all("web", "web", of: true)
        #expect(try await output == "hello\n")
        #expect(try await errors == "there\n")
        #expect(try await machine.wait("web", "web") == 0)
        #expect(try await machine.code(AgentService.waitProcess, .with { $0.containerID = "web" }) == .notFound)
        try await machine.remove("web")
        #expect(try await machine.code(AgentService.removeContainer, .with { $0.containerID = "web" }) == .notFound)
        _ = try await machine.call(AgentService.destroySandbox, .init())
        try await standin.stop(machine)

        let calls = try standin.calls().map(\.method)
        #expect(calls.prefix(4) == ["Version", "CreateVM", "StartVM", "Check"])
        #expect(calls.suffix(2) == ["DestroySandbox", "StopVM"])
        try await standin.end()
    }

    @Test("containers' cgroups lie in the one that is given, and nothing of them stays")
    func cgroups() async throws {
        let scratch = try Scratch()
        let parent = "/kumite-test-\(ThisProcess.pid)-groups"
        let places = RealStandin.hierarchies().map { $0 + parent }
        for place in places { try? Files.makeDirectory(place, mode: 0o755) }
        defer { for place in places { _ = try? Files.removeDirectory(place) } }
        let standin = try await RealStandin(["--cgroups", parent], in: scratch)
        let mark = standin.mark()
        func inParent() -> [String] { places.flatMap { RealStandin.names(in: $0) }.filter { $0.hasPrefix(mark) } }
        let machine = try await standin.machine("pod")
        try await machine.sandbox()
        try await machine.run("main", ["sleep"])
        #expect(!inParent().isEmpty)
        #expect(RealStandin.groups(mark).isEmpty)
        try await standin.end()
        #expect(inParent().isEmpty)
    }

    @Test("the record: each call with its time and its message, each answer with its own")
    func record() async throws {
        let standin = try await RealStandin()
        let machine = try await standin.machine("pod")
        try await machine.sandbox()
        try await machine.run("a", ["exit", "7"])
        #expect(try await machine.wait("a", "") == 7)
        let calls = try standin.calls()
        #expect(calls.map(\.asked.call) == Array(1...UInt64(calls.count)))
        let create = try #require(calls.first { $0.method == "CreateContainer" })
        #expect(create.asked.machine == "pod" && create.asked.service == "grpc.AgentService")
        let request = try Grpc_CreateContainerRequest(serializedBytes: create.asked.message.bytes.bytes)
        #expect(request.oci.process.args.last == "7")
        for call in calls {
            let answer = try #require(call.answer, "\(call)")
            #expect(call.at <= answer.at && answer.at <= Stamp.now.nanoseconds)
            #expect(answer.replied.code == 0)
        }
        let wait = try #require(calls.first { $0.method == "WaitProcess" }?.answer?.replied)
        #expect(try Grpc_WaitProcessResponse(serializedBytes: wait.message.bytes.bytes).status == 7)
        try await standin.stop(machine)
        try await standin.end()
    }

    @Test("an answer can be late by a set time")
    func delay() async throws {
        let standin = try await RealStandin(["--delay", "200"])
        let machine = try await standin.machine("pod")
        let began = Stamp.now
        _ = try await machine.call(HealthService.check, .init())
        #expect(Stamp.now.nanoseconds(since: began) >= 200_000_000)
        let call = try #require(try standin.calls().last { $0.method == "Check" })
        #expect(try #require(call.answer).at - call.at >= 200_000_000)
        try await standin.stop(machine)
        try await standin.end()
    }

    @Test("streams: input, its end, a terminal and its size, blocking reads")
    func streams() async throws {
        let standin = try await RealStandin()
        let machine = try await standin.machine("pod")
        try await machine.sandbox()
        try await machine.run("cat", ["cat"])
        // Asked before there is anything, answered when there is.
        async let early = machine.piece("cat", "cat")
        try await machine.write("cat", "cat", "first\n")
        #expect(try await early == "first\n")
        async let rest = machine.all("cat", "cat")
        try await machine.write("cat", "cat", "second\n")
        try await machine.closeStdin("cat", "cat")
        #expect(try await rest == "second\n")
        #expect(try await machine.wait("cat", "cat") == 0)

        try await machine.run("tty", ["tty", "--follow"], terminal: true)
        #expect(try await machine.until("ready", "tty", "tty").contains("ready"))
        _ = try await machine.call(
            AgentService.ttyWinResize,
            .with {
                $0.containerID = "tty"
                $0.row = 33
                $0.column = 77
            })
        #expect(try await machine.until("33 77", "tty", "tty").contains("33 77"))
        async let end = machine.all("tty", "tty")
        try await machine.signal("tty", "tty", SIGKILL)
        #expect(try await machine.wait("tty", "tty") == 137)
        _ = try await end
        #expect(
            try await machine.code(
                AgentService.ttyWinResize,
                .with {
                    $0.containerID = "none"
                }) == .notFound)
        try await standin.stop(machine)
        try await standin.end()
    }

    @Test("execs: beside init, with their own words, by the same id again, at a terminal")
    func execs() async throws {
        let standin = try await RealStandin()
        let machine = try await standin.machine("pod")
        try await machine.sandbox()
        try await machine.run("main", ["sleep"])
        _ = try await machine.until("ready", "main", "main")
        for round in 1...3 {
            try await machine.exec("main", "e", ["env", "WORD"])
            #expect(try await machine.all("main", "e") == "of-exec\n", "\(round)")
            #expect(try await machine.wait("main", "e") == 0)
        }
        try await machine.exec("main", "late", ["exit", "9"])
        try await machine.exec("main", "t", ["tty"], terminal: true)
        #expect(try await machine.until("0 0", "main", "t").contains("0 0"))
        #expect(try await machine.wait("main", "t") == 0)
        // It has long ended: the code is kept until somebody waits.
        #expect(try await machine.wait("main", "late") == 9)
        try await machine.exec("main", "s", ["sleep"])
        _ = try await machine.until("ready", "main", "s")
        try await machine.signal("main", "s", SIGUSR1)
        #expect(try await machine.wait("main", "s") == 128 + SIGUSR1)
        // One that init has no handler for would be dropped by the kernel: it ends it all the same.
        try await machine.signal("main", "main", SIGTERM)
        #expect([137, 143].contains(try await machine.wait("main", "main")))
        try await standin.stop(machine)
        try await standin.end()
    }

    @Test("two containers of one pod share names, messages, memory, network, and processes if asked")
    func pod() async throws {
        let standin = try await RealStandin()
        let machine = try await standin.machine("pod")
        try await machine.sandbox(hostname: "together")
        for name in ["one", "two"] {
            var request = try machine.request(name, ["sleep"])
            request.sandboxPidns = true
            _ = try await machine.call(AgentService.createContainer, request)
            _ = try await machine.call(AgentService.startContainer, .with { $0.containerID = name })
            #expect(try await machine.until("ready", name, name) == "ready\n")
        }
        try await machine.run("alone", ["sleep"])
        var seen: [String: [String]] = [:]
        for name in ["one", "two", "alone"] {
            try await machine.exec(
                name, "ns",
                [
                    "sequence", "readlink", "/proc/self/ns/ipc", "then", "readlink", "/proc/self/ns/uts", "then",
                    "readlink", "/proc/self/ns/net", "then", "readlink", "/proc/self/ns/pid", "then", "readlink",
                    "/proc/self/ns/mnt",
                ])
            seen[name] = try await machine.all(name, "ns").split(separator: "\n").map(String.init)
            #expect(seen[name]?.count == 5)
        }
        let (one, two, alone) = try (#require(seen["one"]), #require(seen["two"]), #require(seen["alone"]))
        #expect(one.prefix(4) == two.prefix(4) && one[4] != two[4])
        #expect(one.prefix(3) == alone.prefix(3) && one[3] != alone[3])
        // Not the host's.
        #expect(!one.contains { (try? Files.readLink("/proc/self/ns/net")) == $0 })
        try await machine.exec("one", "put", ["write", "/dev/shm/x", "from-one"])
        #expect(try await machine.all("one", "put") == "ok\n")
        try await machine.exec("two", "get", ["read", "/dev/shm/x"])
        #expect(try await machine.all("two", "get") == "from-one")
        try await machine.exec("two", "name", ["read", "/proc/sys/kernel/hostname"])
        #expect(try await machine.all("two", "name") == "together\n")
        try await machine.exec("one", "lo", ["loopback", "tcp"])
        #expect(try await machine.all("one", "lo") == "ok\n")
        // The first takes its namespace and all in it along.
        try await machine.signal("one", "one", SIGKILL)
        #expect(try await machine.wait("one", "one") == 137)
        #expect(try await machine.wait("two", "two") == 137)
        try await standin.stop(machine)
        try await standin.end()
    }

    @Test("files that are copied in are what a mount binds")
    func files() async throws {
        let standin = try await RealStandin()
        let machine = try await standin.machine("pod")
        try await machine.sandbox()
        let path = "/run/kata-containers/shared/containers/web-resolv.conf"
        _ = try await machine.call(
            AgentService.copyFile,
            .with {
                $0.path = path
                $0.data = .init("nameserver 1.2.3.4\n".utf8)
                $0.fileSize = Int64($0.data.count)
                $0.fileMode = 0o100_644
                $0.dirMode = 0o755
            })
        let mount = Grpc_Mount.with {
            $0.destination = "/etc/resolv.conf"
            $0.type = "bind"
            $0.source = path
            $0.options = ["rbind", "ro"]
        }
        try await machine.run("web", ["read", "/etc/resolv.conf"]) { $0.mounts.append(mount) }
        #expect(try await machine.all("web", "web") == "nameserver 1.2.3.4\n")
        var missing = mount
        missing.source = "/run/kata-containers/shared/containers/none"
        let request = try machine.request("other", ["exit", "0"]) { $0.mounts.append(missing) }
        #expect(try await machine.code(AgentService.createContainer, request) == .internal)
        try await standin.stop(machine)
        try await standin.end()
    }

    @Test("pause, resume, update, statistics, and an event of lost memory")
    func resources() async throws {
        let standin = try await RealStandin()
        let machine = try await standin.machine("pod")
        try await machine.sandbox()
        try await machine.run("main", ["sleep"]) { spec in
            spec.linux.resources = .with { $0.memory = .with { $0.limit = 64 << 20 } }
        }
        _ = try await machine.until("ready", "main", "main")
        let main = Grpc_PauseContainerRequest.with { $0.containerID = "main" }
        _ = try await machine.call(AgentService.pauseContainer, main)
        #expect(try await machine.code(AgentService.pauseContainer, main) == .internal)
        _ = try await machine.call(AgentService.resumeContainer, .with { $0.containerID = "main" })
        _ = try await machine.call(
            AgentService.updateContainer,
            .with {
                $0.containerID = "main"
                $0.resources = .with { $0.memory = .with { $0.limit = 32 << 20 } }
            })
        let stats = try await machine.call(AgentService.statsContainer, .with { $0.containerID = "main" })
        #expect(stats.cgroupStats.memoryStats.usage.limit == 32 << 20)
        #expect(stats.cgroupStats.pidsStats.current >= 1)
        async let event = machine.call(AgentService.getOOMEvent, .init())
        try await machine.exec("main", "eater", ["oom", "256Mi"])
        #expect(try await event.containerID == "main")
        #expect(try await machine.wait("main", "eater") == 137)
        try await standin.stop(machine)
        try await standin.end()
    }

    @Test("the greeting of a hybrid vsock leads to the same agent")
    func hybrid() async throws {
        let standin = try await RealStandin()
        let machine = try await standin.machine("pod")
        let folder = machine.socket.dropLast("agent.sock".count)
        for (line, isAnswered) in [("CONNECT 1024\n", true), ("CONNECT 1025\n", false), ("GET / HTTP/1.1\r\n", false)] {
            let connection = try UnixSocket.connect(.path(folder + "hybrid.sock"))
            let poller = try Poller.shared
            // The first frame right behind the greeting, as an eager client sends it.
            let payload: [UInt8] = RequestEnvelope(
                service: HealthService.service, method: "Check", payload: [], timeout: nil, metadata: []
            ).encoded()
            let frame = Frame(streamID: 1, type: .request, payload: payload).bytes
            _ = try? await poller.writeAll(connection, Array(line.utf8) + (isAnswered ? frame : []))
            let expected = Array("OK 1024\n".utf8)
            let said = try await poller.readAll(connection, limit: expected.count, until: .after(.seconds(20)))
            #expect((said.bytes == expected) == isAnswered, "\(line)")
            guard isAnswered else {
                #expect(said.end == .closed && said.bytes.isEmpty)
                continue
            }
            let header = try await poller.readAll(connection, limit: 10, until: .after(.seconds(20))).bytes
            #expect(header.count == 10 && Array(header[4..<9]) == [0, 0, 0, 1, 2])
            connection.close()
        }
        try await standin.stop(machine)
        try await standin.end()
    }
}
