import FoundationEssentials
import ShimAPI
import SwiftProtobuf
import Testing

@testable import understudy

@Suite("Where the shim is told to report, and says that it listens")
struct AddressTests {
    private func launch(_ environment: [String], stdin: [UInt8] = []) -> Launch {
        Launch(arguments: ["start"], environment: environment, stdin: stdin)
    }

    @Test("the variable names the understudy's endpoint instead of containerd's")
    func variable() throws {
        let launch = launch(["A=1", "TTRPC_ADDRESS=/run/c.sock.ttrpc"])
        let address = try #require(EventAddress(in: launch, pid: 7))
        #expect(address.real == "/run/c.sock.ttrpc" && address.own == "/run/c.sock.ttrpc.7")
        #expect(address.put(into: launch, publisher: "/u").environment == ["A=1", "TTRPC_ADDRESS=/run/c.sock.ttrpc.7"])
    }

    @Test("so does the message on stdin, and nothing else in it changes")
    func message() throws {
        let parameters = Containerd_Runtime_Bootstrap_V1_BootstrapParams.with {
            $0.instanceID = "main"
            $0.containerdTtrpcAddress = "/run/c.sock"
            $0.containerdBinary = "/usr/bin/containerd"
        }
        for (environment, binary) in [([], "/usr/bin/containerd"), (["TTRPC_ADDRESS=/run/c.sock"], "/u")] {
            let launch = launch(environment, stdin: try parameters.serializedBytes())
            let address = try #require(EventAddress(in: launch, pid: 7))
            let changed = try Containerd_Runtime_Bootstrap_V1_BootstrapParams(
                serializedBytes: address.put(into: launch, publisher: "/u").stdin)
            // The binary is told by the environment alone where to publish.
            #expect(
                changed
                    == parameters.changed {
                        $0.containerdTtrpcAddress = "/run/c.sock.7"
                        $0.containerdBinary = binary
                    })
        }
    }

    @Test(
        "the binary that publishes is the understudy, and nothing else in the arguments changes",
        arguments: [
            (["-publish-binary", "/c", "-id", "c", "start"], ["-publish-binary", "/u", "-id", "c", "start"]),
            (["--publish-binary=/c", "start"], ["-publish-binary=/u", "start"]),
            (["-id", "publish-binary", "start"], ["-id", "publish-binary", "start"]), (["-publish-binary"], nil),
        ])
    func publisher(given: [String], put: [String]?) throws {
        let launch = Launch(arguments: given, environment: ["TTRPC_ADDRESS=/run/c.sock"], stdin: [])
        let address = try #require(EventAddress(in: launch, pid: 7))
        #expect(address.put(into: launch, publisher: "/u").arguments == put ?? given)
    }

    @Test("without an endpoint there is nothing to put, and options on stdin are none")
    func none() throws {
        let options = Google_Protobuf_Any.with {
            $0.typeURL = "containerd.runc.v1.Options"
            $0.value = Data([0x32, 1, 97])
        }
        #expect(EventAddress(in: launch(["TTRPC_ADDRESS="], stdin: try options.serializedBytes()), pid: 7) == nil)
    }

    static let answers: [(bytes: [UInt8], address: String?)] = [
        (Array("unix:///run/s/a".utf8), "/run/s/a"), (Array("unix:///run/s/a\n".utf8), "/run/s/a"),
        (Array(#"{"version":3,"address":"unix:///run/s/a","protocol":"ttrpc"}"#.utf8), "/run/s/a"),
        (
            (try? Containerd_Runtime_Bootstrap_V1_BootstrapResult.with {
                $0.version = 3
                $0.address = "unix:///run/s/a"
            }.serializedBytes()) ?? [], "/run/s/a"
        ),
        ([], nil), (Array("Segmentation fault".utf8), nil), (Array("unix://relative".utf8), nil), ([0x7b, 0xff], nil),
    ]

    @Test("the three forms of the answer of start are understood", arguments: answers)
    func answer(_ c: (bytes: [UInt8], address: String?)) {
        #expect(ShimAddress.read(c.bytes) == c.address)
    }
}
