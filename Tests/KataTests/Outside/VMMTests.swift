import Facets
import Recordings
import Scenarios
import Testing

@testable import Kata

@Suite("QEMU's command line as words and as facets") struct VMMTests {
    @Test(
        "words as /proc has them and as one types them are the same",
        arguments: [
            ("qemu\0-m\02G\0", ["qemu", "-m", "2G"]), ("qemu -m 2G\n", ["qemu", "-m", "2G"]),
            ("qemu \\\n  -append 'a b' \"c\\\"d\" e\\ f\n", ["qemu", "-append", "a b", "c\"d", "e f"]),
            ("a '' b", ["a", "", "b"]), ("", []), ("'open", ["open"]), ("x\\", ["x"]), ("a\0\0b\0", ["a", "", "b"]),
        ])
    func words(_ text: String, _ words: [String]) {
        #expect(CommandWords.read(Array(text.utf8)) == words)
    }

    private static func line(_ id: String, _ cid: Int, _ descriptor: Int) -> [String] {
        [
            "/opt/kata/bin/qemu-system-x86_64", "-name", "sandbox-\(id),debug-threads=on", "-uuid", "u-\(id)", "-qmp",
            "unix:/run/vc/vm/\(id)/qmp.sock,server=on", "-device", "vhost-vsock-pci,guest-cid=\(cid),id=v",
            "-netdev", "tap,id=n0,fds=\(descriptor):\(descriptor + 1),vhost=on", "-device", "virtio-rng-pci",
            "-device", "virtio-rng-pci",
        ]
    }

    @Test("two sandboxes of one shim have one command line")
    func own() {
        let (one, other) = (QEMUArguments(Self.line("abc1", 7, 3)), QEMUArguments(Self.line("def2", 9, 5)))
        #expect(one.sandbox == "abc1" && QEMUArguments(["q", "-name", "x"]).sandbox == nil)
        #expect(!one.differences(to: other).isEmpty)
        let plain = [one, other].map { $0.plain(names: [($0.sandbox ?? "", "SANDBOX")]) }
        #expect(plain[0] == plain[1])
        #expect(plain[0].options.first { $0.name == "netdev" }?.properties["fds"] == "FD:FD")
    }

    @Test("what every command line has is found by what it is for, whatever a shim calls it")
    func roles() {
        let go = QEMUArguments([
            "q", "-m", "2048M", "-object", "memory-backend-file,id=dimm1,size=2048M,mem-path=/dev/shm,share=on",
            "-numa", "node,memdev=dimm1", "-netdev", "tap,id=network-0,vhost=on,vhostfds=4,fds=3", "-device",
            "virtio-balloon-pci,id=balloon0,free-page-reporting=on", "-device", "vhost-user-fs-pci,queue-size=512",
        ])
        let rust = QEMUArguments([
            "q", "-machine", "q35,memory-backend=entire-guest-memory", "-object",
            "memory-backend-ram,id=entire-guest-memory,size=2G,prealloc=on", "-object", "memory-backend-ram,id=other",
            "-netdev", "tap,id=network-tap0_kata,fds=3:4", "-device", "virtio-balloon,free-page-reporting=on",
        ])
        #expect(go.option(of: .memory)?.properties["mem-path"] == "/dev/shm")
        #expect(rust.option(of: .memory)?.properties["prealloc"] == "on")
        #expect(go.option(of: .network)?.identity == "network-0")
        #expect(rust.option(of: .network)?.identity == "network-tap0_kata")
        #expect([go, rust].allSatisfy { $0.option(of: .balloon)?.properties["free-page-reporting"] == "on" })
        #expect(go.option(of: .sharing)?.properties["queue-size"] == "512" && rust.option(of: .sharing) == nil)
        let facets = Dictionary(
            uniqueKeysWithValues: rust.roles(below: FacetPath("as")) { .text($0) }.map {
                ($0.path.description, $0.state)
            })
        #expect(facets["as/sharing"] == .absent && facets["as/network/fds"] == .seen(.text("FD:FD")))
        #expect(facets["as/network/vhost"] == nil && facets["as/memory/prealloc"] == .seen(.text("on")))
    }

    @Test("a look that saw a QEMU gives its meaning as facets, in the place of its list of arguments")
    func extracted() throws {
        let scenario = Scenario(
            id: "a/b", title: "t", because: "b", origin: [], covers: [], tier: .pr, containers: [], steps: [])
        func derived(_ words: [String]) -> Derived {
            let look = PostureRecord(
                laneNamespaces: [:], laneCgroups: [:],
                processes: [Posture(role: "vmm:main", pid: 9, command: "qemu", arguments: words)])
            let observations = [
                Observation(
                    number: 1, at: 1, step: nil, what: .bound(Binding(kind: .id, value: "k7-main", name: "main"))),
                Observation(number: 2, at: 2, step: nil, what: .posture(look)),
            ]
            return derive(Recording(scenario: scenario, observations: observations), extractors: [VMMExtractor()])
        }
        let found = derived(Self.line("k7-main", 7, 3))
        func state(_ text: String) throws -> FacetState? { found.facets[try FacetPath(parsing: text)] }
        #expect(try state("host/qemu/netdev/n0/vhost") == .seen(.text("on")))
        #expect(try state("host/qemu/as/network/vhost") == .seen(.text("on")))
        #expect(try state("host/qemu/device/v/guest-cid") == .seen(.text("SANDBOX")))
        #expect(try state("host/qemu/device/\"virtio-rng-pci#2\"/driver") == .seen(.text("virtio-rng-pci")))
        #expect(
            found.facets.states.contains { path, state in
                path.hasPrefix(FacetPath("host", "qemu", "qmp")) && "\(state)".contains("vm/main/qmp.sock")
            })
        #expect(!found.facets.states.keys.contains { $0.components.last == "arguments" })
        for path in found.facets.states.keys { #expect(Catalogue.shim.entry(for: path) != nil, "\(path)") }
        let again = derived(Self.line("k7-main", 8, 11))
        #expect(
            again.facets.states.filter { $0.key.components[1] == "qemu" }
                == found.facets.states.filter { $0.key.components[1] == "qemu" })
        let cut = derived(Self.line("k7-main", 7, 3) + ["…"])
        #expect(cut.facets[FacetPath("host", "qemu")]?.isComparable == false)
    }
}
