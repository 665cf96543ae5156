import Scenarios
import Testing

@testable import Judgement

@Suite("Configuration that no scenario reached")
struct ConfigurationTests {
    private func lines(_ configurations: [KnownConfiguration], _ change: (inout Scenario) -> Void = { _ in })
        -> [String]
    {
        var stage = Stage()
        stage.add(rounds: 3)
        var input = stage.input
        for index in input.scenarios.indices { change(&input.scenarios[index]) }
        input.configurations = configurations
        return judge(input, catalogue: .small, unmet: demands).notCompared.filter {
            $0.hasPrefix("settings") || $0.hasPrefix("keys that") || $0.hasPrefix("annotations that")
        }
    }

    @Test("where no file was given that is said, and nothing of keys")
    func none() {
        #expect(
            lines([KnownConfiguration(contender: "a"), KnownConfiguration(contender: "b")])
                == ["settings: no configuration file was given, so defaults alone were run"])
        #expect(lines([]).isEmpty)
    }

    @Test("keys and annotations that compared scenarios set are reached, the others are listed with their file")
    func keys() {
        let go = KnownConfiguration(
            contender: "go", path: "/etc/go.toml", keys: ["runtime/debug", "hypervisor/vcpus", "hypervisor/memory"],
            annotations: ["io.x/memory", "io.x/vcpus", "io.x/own"])
        let other = KnownConfiguration(contender: "old", path: "/etc/\u{1b}old.toml")
        let all = lines([other, go, KnownConfiguration(contender: "plain")]) { scenario in
            scenario.given.config = ["hypervisor/vcpus": "2"]
            scenario.given.pod = PodSpec(annotations: ["io.x/memory": "512"])
            scenario.containers = [
                ContainerSpec(
                    name: "main", process: ProcessSpec(arguments: ["probe"]), annotations: ["io.x/own": "1"])
            ]
        }
        #expect(
            all == [
                "keys that /etc/go.toml of go sets and no compared scenario sets: 2 of 3: hypervisor/memory, runtime/debug",
                "annotations that /etc/go.toml of go lets through and no compared scenario gives: 1 of 3: io.x/vcpus",
                #"settings in /etc/\u{1b}old.toml of old: its family reads no configuration"#,
                "settings of plain: no configuration file was given, so its defaults alone were run",
            ], "\(all)")
        // All reached: nothing to say.
        let reached = KnownConfiguration(contender: "go", path: "/etc/go.toml", keys: ["hypervisor/vcpus"])
        #expect(lines([reached]) { $0.given.config = ["hypervisor/vcpus": "2"] }.isEmpty)
    }

    @Test("a file of very many keys does not fill the report")
    func many() {
        let keys = (0..<5000).map { "section/key\($0)" }
        let all = lines([KnownConfiguration(contender: "go", path: "/c", keys: keys)])
        #expect(all.count == 1 && all[0].contains("5000 of 5000: ") && all[0].hasSuffix(" and 4988 more"))
        #expect(all[0].utf8.count < 400)
    }
}
