import Glibc
import Linux
import Recordings
import Scenarios
import Testing

extension RealShims {
    @Suite("Pods and networks") struct Pods {
        private let pod = Subject(container: "pod")

        private func scenario(_ more: [Step], network: Given.Network? = nil) -> Scenario {
            .of(
                [ContainerSpec(name: "pod", process: ProcessSpec(arguments: ["probe", "sleep"])), .main("report")],
                given: Given(network: network, pod: PodSpec(annotations: ["kumite.test": "yes"])),
                [.do(.create(pod)), .do(.start(pod)), .do(.create(main)), .do(.start(main)), .do(.wait(main))] + more)
        }

        @Test("a pod's containers share a shim, a network and a name", arguments: ["1.6", "1.7", "2.1"])
        func pod(speaks: String) async throws {
            let tried = try await attempt(
                scenario([.do(.delete(main)), .do(.state(pod), expect: ["status": .scalar("running")])]), speaks: speaks
            )
            tried.expectClean()
            // From 2.0 on a workload's start is not asked.
            #expect(tried.programs("start").count == (speaks == "2.1" ? 1 : 2))
            #expect(tried.calls.filter { $0.method == "Connect" }.isEmpty)
            let report = tried.output(of: "main")
            #expect(report.contains(#""eth0""#), "\(report.prefix(2000))")
            #expect(report.contains("kumite"), "the sandbox's host name")
        }

        @Test("when a pod's shim dies, delete is run for every container, and nothing is left")
        func crash() async throws {
            let tried = try await attempt(
                .of(
                    [
                        ContainerSpec(name: "pod", process: ProcessSpec(arguments: ["probe", "sleep"])),
                        .main("sleep"),
                    ], given: Given(pod: PodSpec()),
                    [
                        .do(.create(pod)), .do(.start(pod)), .do(.create(main)), .do(.start(main)),
                        .do(.crash(role: "shim", .kill)),
                    ]))
            tried.expectClean(crashed: true)
            let deleted = tried.programs("delete").map { record in
                record.arguments.contains("\(tried.nonce)-pod") ? "pod" : "main"
            }
            #expect(deleted == ["main", "pod"])
        }

        @Test(
            "a network is inside as it should be, and gone afterwards", arguments: [Given.Network.veth, .none, .host])
        func network(kind: Given.Network) async throws {
            let tried = try await attempt(
                .of([.main("report")], given: Given(network: kind), RealShims.lifeCycle()))
            tried.expectClean()
            let report = tried.output(of: "main")
            #expect(report.contains("02:6b:75:6d:69:02") == (kind == .veth), "\(report.prefix(3000))")
            #expect(report.contains("10.88.0.2") == (kind == .veth), "\(report.prefix(3000))")
            #expect(access("/run/netns/\(tried.nonce)", F_OK) != 0)
            #expect(access("/sys/class/net/\(tried.nonce.suffix(15))", F_OK) != 0)
        }
    }
}
