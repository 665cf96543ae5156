import Testing

@testable import Scenarios

@Suite("What needs the host to itself") struct WholeHostTests {
    private static func scenario(_ change: (inout Scenario) -> Void) -> Scenario {
        var scenario = Scenario(
            id: "a/b", title: "t", because: "b", origin: ["o"], covers: ["c"],
            containers: [ContainerSpec(name: "main", process: ProcessSpec(arguments: ["probe", "sleep"]))], steps: [])
        change(&scenario)
        return scenario
    }

    @Test("a network that is made, a loop device, a workload that is not root")
    func concerned() {
        let changes: [(inout Scenario) -> Void] = [
            { $0.given.network = .veth }, { $0.given.network = .cni }, { $0.containers[0].rootfs.form = .block },
            { $0.containers[0].rootfs.form = .erofs }, { $0.containers[0].namespaces = ["user": "own"] },
            { $0.containers[0].process.user = "4:5" },
        ]
        for change in changes { #expect(Self.scenario(change).concernsWholeHost) }
    }

    @Test("nothing of that")
    func unconcerned() {
        let changes: [(inout Scenario) -> Void] = [
            { _ in }, { $0.given.network = .host }, { $0.containers[0].rootfs.form = .overlay },
            { $0.containers[0].namespaces = ["pid": "own"] }, { $0.containers[0].process.user = "0:5" },
            { $0.containers[0].process.user = "0" },
        ]
        for change in changes { #expect(!Self.scenario(change).concernsWholeHost) }
    }
}
