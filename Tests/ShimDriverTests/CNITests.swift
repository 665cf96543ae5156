import FoundationEssentials
import Glibc
import Linux
import Scenarios
import Testing

@testable import ShimDriver

@Suite("Networks by CNI plugins") struct CNITests {
    private func withFolder(_ body: (String) async throws -> Void) async throws {
        let folder = "/var/tmp/kumite-cni-\(UUID().uuidString)"
        try Files.makeDirectory(folder)
        defer { _ = Files.removeTree(folder) }
        try await body(folder)
    }

    @Test(
        "a host's network is a list of plugins, or one",
        arguments: [
            (
                #"{"cniVersion":"1.0.0","name":"n","plugins":[{"type":"bridge","ipam":{"type":"host-local"}},{"type":"portmap"}]}"#,
                "1.0.0", ["bridge", "host-local", "portmap"]
            ),
            (#"{"cniVersion":"0.3.1","name":"n","type":"ptp"}"#, "0.3.1", ["ptp"]),
            (#"{"name":"n","type":"ptp"}"#, "0.2.0", ["ptp"]),
        ])
    func reads(text: String, version: String, programs: [String]) throws {
        let network = try CNIConfiguration(Array(text.utf8), file: "f")
        #expect(network.version == version && network.programs == programs && network.name == "n")
    }

    @Test(
        "one that can't be used says why",
        arguments: [
            ("{", "is not JSON"), (#"{"type":"ptp"}"#, "has no name"), (#"{"name":"n","plugins":[]}"#, "no type"),
            (#"{"name":"n","plugins":[{"type":"../../bin/sh"}]}"#, "no type that could be a program"),
            (#"{"name":"n","type":""}"#, "no type"), (#"{"name":"n","type":7}"#, "no type"), ("[]", "has no name"),
        ])
    func refuses(text: String, why: String) {
        do throws(CNIProblem) {
            _ = try CNIConfiguration(Array(text.utf8), file: "/f.conf")
            Issue.record("it was read")
        } catch {
            #expect(error.description.contains(why) && error.description.contains("/f.conf"))
        }
    }

    @Test("the first by name is the host's; without any there is none")
    func first() async throws {
        try await withFolder { folder in
            #expect(try CNIConfiguration.ofHost(folder) == nil)
            #expect(try CNIConfiguration.ofHost("\(folder)/missing") == nil)
            try Files.write("\(folder)/20-b.conf", Array(#"{"name":"b","type":"x"}"#.utf8))
            try Files.write("\(folder)/10-a.conflist", Array(#"{"name":"a","plugins":[{"type":"x"}]}"#.utf8))
            try Files.write("\(folder)/00-readme.txt", [])
            #expect(try CNIConfiguration.ofHost(folder)?.name == "a")
        }
    }

    @Test("what is missing is named before anything is run")
    func obstacle() async throws {
        try await withFolder { folder in
            try Files.write("\(folder)/1.conf", Array(#"{"name":"b","type":"no-such-plugin"}"#.utf8))
            let said = try #require(TrialNetwork.obstacle(.cni, hostsNetworks: folder))
            #expect(said.contains("needs the plugin no-such-plugin, which \(folder)/1.conf names"))
            try Files.write("\(folder)/1.conf", Array("{".utf8))
            #expect(TrialNetwork.obstacle(.cni, hostsNetworks: folder)?.contains("is not JSON") == true)
        }
        #expect(TrialNetwork.obstacle(.none) == nil && TrialNetwork.obstacle(.host) == nil)
    }

    /// Plugins that write down what they are given, and answer as they are told.
    private func plugins(_ folder: String, _ bodies: [String: String]) throws -> CNINetwork {
        for (name, body) in bodies {
            let script = """
                #!/bin/sh
                { echo "$CNI_COMMAND \(name) $CNI_CONTAINERID $CNI_NETNS $CNI_IFNAME $CNI_PATH"; cat; echo; } >>\(folder)/log
                \(body)

                """
            try Files.write("\(folder)/\(name)", Array(script.utf8), mode: 0o755)
        }
        let text =
            #"{"cniVersion":"0.4.0","name":"n","plugins":[{"type":"one","own":[1,2.5,true,null]},{"type":"two"}]}"#
        return CNINetwork(
            try CNIConfiguration(Array(text.utf8), file: "f"), container: "c", namespace: "/run/netns/x",
            folders: ["/nonexistent", folder])
    }

    private func log(_ folder: String) throws -> [String] {
        String(decoding: try Files.read("\(folder)/log", limit: 1 << 20).bytes, as: UTF8.self)
            .split(separator: "\n").map(String.init)
    }

    @Test("plugins run one after the other with what the one before has made, and in reverse to take it away")
    func chain() async throws {
        try await withFolder { folder in
            var network = try plugins(
                folder,
                [
                    "one": #"echo '{"ips":[{"address":"10.1.0.9/24"}]}'"#,
                    "two": #"echo '{"ips":[{"address":"10.1.0.9/24"}],"last":1}'"#,
                ])
            try await network.add(until: .after(.seconds(20)))
            #expect(network.addresses == ["10.1.0.9"])
            #expect(await network.remove(until: .after(.seconds(20))) == [])
            let given = "c /run/netns/x eth0 /nonexistent:\(folder)"
            let last = #"{"ips":[{"address":"10.1.0.9\/24"}],"last":1}"#
            #expect(
                try log(folder) == [
                    "ADD one \(given)", #"{"cniVersion":"0.4.0","name":"n","own":[1,2.5,true,null],"type":"one"}"#,
                    "ADD two \(given)",
                    #"{"cniVersion":"0.4.0","name":"n","prevResult":{"ips":[{"address":"10.1.0.9\/24"}]},"type":"two"}"#,
                    "DEL two \(given)", #"{"cniVersion":"0.4.0","name":"n","prevResult":\#(last),"type":"two"}"#,
                    "DEL one \(given)",
                    #"{"cniVersion":"0.4.0","name":"n","own":[1,2.5,true,null],"prevResult":\#(last),"type":"one"}"#,
                ])
        }
    }

    @Test(
        "a plugin that fails, or says nothing, is told with its own words, and all are asked to take away",
        arguments: [
            (
                #"echo '{"code":11,"msg":"no address","details":"left"}'; exit 1"#,
                "two ADD ended with exit 1: no address: left"
            ),
            ("echo broken >&2; exit 3", "two ADD ended with exit 3: broken"), ("true", "two printed no result"),
        ])
    func fails(body: String, why: String) async throws {
        try await withFolder { folder in
            var network = try plugins(folder, ["one": "echo {}", "two": #"[ "$CNI_COMMAND" = DEL ] || { \#(body); }"#])
            await #expect(throws: CNIProblem.self) { try await network.add(until: .after(.seconds(20))) }
            do {
                try await network.add(until: .after(.seconds(20)))
            } catch {
                #expect("\(error)".contains(why), "\(error)")
            }
            #expect(
                try log(folder).filter { !$0.hasPrefix("{") }.map { String($0.prefix(7)) }
                    == ["ADD one", "ADD two", "DEL two", "DEL one", "ADD one", "ADD two", "DEL two", "DEL one"])
        }
    }
}
