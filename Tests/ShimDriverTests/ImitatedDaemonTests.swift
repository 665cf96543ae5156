import Testing

@testable import ShimDriver

@Suite("Imitated containerd") struct ImitatedDaemonTests {
    @Test(
        "the release nearest to an installed version",
        arguments: [
            ("1.6.20~ds1", "1.6"), ("1.5.11", "1.6"), ("0.2.9", "1.6"), ("1.7.24", "1.7"), ("v1.7.0", "1.7"),
            ("1.8.0", "1.7"), ("2.0.5", "2.1"), ("2.1.9", "2.1"), ("2.2.0-rc.1", "2.1"), ("2.3.0", "2.3"),
            ("2.10.1", "2.3"), ("3.0", "2.3"), ("", "1.6"), ("rubbish", "1.6"),
        ])
    func nearest(version: String, expected: String) {
        #expect(ImitatedDaemon.nearest(to: version).rawValue == expected)
    }

    /// As recorded from the real ones: 1.6 adds two, 1.7 three more.
    @Test(
        "what it adds to the environment",
        arguments: [
            (ImitatedDaemon.v1_6, ["TTRPC_ADDRESS=/t", "GOMAXPROCS=2"]),
            (.v1_7, ["MAX_SHIM_VERSION=2", "TTRPC_ADDRESS=/t", "GOMAXPROCS=2", "GRPC_ADDRESS=/g", "NAMESPACE=n"]),
            (.v2_1, ["MAX_SHIM_VERSION=3", "TTRPC_ADDRESS=/t", "GOMAXPROCS=2", "GRPC_ADDRESS=/g", "NAMESPACE=n"]),
            (.v2_3, ["MAX_SHIM_VERSION=3", "TTRPC_ADDRESS=/t", "GOMAXPROCS=2", "GRPC_ADDRESS=/g", "NAMESPACE=n"]),
        ])
    func environment(daemon: ImitatedDaemon, expected: [String]) {
        #expect(daemon.environment(namespace: "n", ttrpcAddress: "/t", grpcAddress: "/g") == expected)
    }

    @Test("they are ordered by age, and only the newest hands a message over")
    func order() {
        #expect(ImitatedDaemon.allCases.sorted() == ImitatedDaemon.allCases)
        #expect(ImitatedDaemon.allCases.filter(\.bootstrapsByMessage) == [.v2_3])
        #expect(ImitatedDaemon.allCases.filter { !$0.writesBootstrapFile } == [.v1_6])
    }
}
