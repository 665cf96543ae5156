import Archives
import Documents
import Facets
import Recordings
import Scenarios

/// What tests put into an archive.
enum Samples {
    static func header() throws -> RunHeader {
        RunHeader(
            kumite: "0.1.0", seed: 7, nonce: "k7", startedAtWallNanoseconds: 1, asOf: "2026-11-23",
            arguments: ["run", "--seed", "7"],
            cells: [
                ArchivedCell(
                    name: "a~b", definition: .object(["name": .text("a~b"), "n": .integer(3), "x": .null]),
                    identities: [
                        "baseline": ContenderIdentity(
                            name: "a", family: "runc", release: nil, path: "/usr/bin/a", sha256: "00", version: "1",
                            info: nil, configuration: nil, parts: [])
                    ])
            ],
            host: ArchivedHost(kernel: "6.1", architecture: "x86_64", cpus: 2, memoryBytes: 1 << 30, cgroups: "hybrid"),
            policy: .list([.bool(true), .number(0.5)]))
    }

    static func scenario(_ id: String = "a/b", title: String = "t") -> Scenario {
        Scenario(
            id: id, title: title, because: "b", origin: ["o"], covers: ["c"],
            containers: [ContainerSpec(name: "main", process: ProcessSpec(arguments: ["probe"]))],
            steps: [Step(action: .create(Subject(container: "main")), name: ["create"])])
    }

    static func planned(_ number: Int, scenario: String = "a/b") -> PlannedTrial {
        PlannedTrial(number: number, cell: "a~b", role: "baseline", scenario: scenario, round: 0)
    }

    static func derived(_ exit: Int64 = 0) -> Derived {
        Derived(
            facets: FacetSet([FacetPath("main", "wait", "exit"): .seen(.integer(exit))]),
            measures: [Measure(name: "start", value: 12.5, unit: .nanoseconds)],
            evidence: [Evidence(about: "run", kind: "log", text: "l")])
    }

    static func line(_ number: Int) -> [UInt8] {
        ObservationLine.encode(Observation(number: number, at: 1, step: nil, what: .mark("m\(number)"))) + [0x0a]
    }
}
