import Testing

@testable import standin

@Suite("The command line")
struct OrderTests {
    @Test("every option is read")
    func options() throws {
        let words = [
            "serve", "/run/s", "--runtime", "/r", "--record", "/f", "--bundles", "/b", "--delay", "20",
            "--cgroups", "/k/1/",
            "--agent-version", "3.0.0", "--fault", "agent/gone", "--with", "method=StartContainer", "--with", "a=b=c",
        ]
        var options = Options(folder: "/run/s")
        options.runtime = "/r"
        options.record = "/f"
        options.bundles = "/b"
        options.cgroups = "/k/1"
        options.delay = .milliseconds(20)
        options.agentVersion = "3.0.0"
        options.fault = "agent/gone"
        options.parameters = ["method": "StartContainer", "a": "b=c"]
        #expect(try Order(words) == .serve(options))
        #expect(try Order(["faults"]) == .faults)
        #expect(try Order(["clean", "/run/s"]) == .clean(Options(folder: "/run/s")))
    }

    @Test(
        "what is no order is misuse",
        arguments: [
            [], ["serve"], ["serve", "--record"], ["stop", "/f"], ["serve", "/f", "--record"],
            ["serve", "/f", "--what", "1"], ["serve", "/f", "--delay", "-1"], ["serve", "/f", "--delay", "600001"],
            ["serve", "/f", "--delay", "1s"], ["serve", "/f", "--with", "x"], ["serve", "/f", "--cgroups", "/a/../b"],
            ["faults", "/f", "x"],
        ])
    func misuse(_ words: [String]) {
        #expect(throws: Misuse.self) { try Order(words) }
    }

    @Test("a folder is absolute and short enough for sockets")
    func folders() throws {
        let folders = try Folders("/run/kumite/st/")
        #expect(folders.hypervisor == "/run/kumite/st/hypervisor.sock")
        let longest = try Folders("/" + String(repeating: "a", count: Folders.pathBytes - 1))
        #expect(longest.machine(999_999).hybrid.utf8.count <= 107)
        #expect(longest.machine(999_999).agent.utf8.count <= 107)
        for path in ["", "run", "/", "/a/../b", "/" + String(repeating: "a", count: Folders.pathBytes)] {
            #expect(throws: AgentFailure.self) { try Folders(path) }
        }
    }

    @Test("names of containers tell the folder, the VM and the container")
    func names() throws {
        let one = try Folders("/run/a").machine(2)
        #expect(one.runtimeID(3) == one.mark + "-2-3" && one.cgroup(3) == "/" + one.runtimeID(3))
        #expect(try Folders("/run/b").mark != one.mark)
        #expect(try Folders("/run/a//").mark == one.mark)
    }
}
