import ShimAPI
import SwiftProtobuf
import Testing

@testable import ShimDriver

/// A BootstrapResult message.
private func bootstrap(version: Int32, _ address: String, _ proto: String = "ttrpc") -> [UInt8] {
    let result = Containerd_Runtime_Bootstrap_V1_BootstrapResult.with {
        $0.version = version
        $0.address = address
        $0.protocol = proto
    }
    return (try? result.serializedBytes()) ?? []
}

/// Bytes that are no answer, and what is said of them.
struct HostileAnswer: Sendable {
    var bytes: [UInt8]
    var reason: String

    init(_ bytes: [UInt8], _ reason: String) {
        self.bytes = bytes
        self.reason = reason
    }

    init(_ text: String, _ reason: String) {
        self.init(Array(text.utf8), reason)
    }
}

private let hostileAnswers: [HostileAnswer] = [
    HostileAnswer("", "printed nothing"), HostileAnswer("\n\n", "no address"),
    HostileAnswer("hello", #"printed "hello", which is no address"#),
    HostileAnswer("\u{1b}[2J\u{7}", #""\x1b[2J\x07""#), HostileAnswer([0xff, 0xfe], #""\xff\xfe""#),
    HostileAnswer("unix://", "not an absolute path"), HostileAnswer("unix://a/b", "not an absolute path"),
    HostileAnswer("unix:///a\0b", "not an absolute path"), HostileAnswer("tcp://1.2.3.4:5", "no address"),
    HostileAnswer("vsock://3:1024", "no address"), HostileAnswer("{", "no address"),
    HostileAnswer("{}", "no address"), HostileAnswer(#"{"version":"3"}"#, "no address"),
    HostileAnswer(#"{"version":3,"address":"unix:///a","protocol":"grpc"}"#, #"speaks "grpc""#),
    HostileAnswer(#"{"version":9,"address":"unix:///a","protocol":"ttrpc"}"#, "version 9"),
    HostileAnswer(#"{"version":-3,"address":"unix:///a","protocol":"ttrpc"}"#, "version -3"),
    HostileAnswer(#"{"version":3,"address":"tcp://a","protocol":"ttrpc"}"#, "no address"),
    HostileAnswer([8], "no address"), HostileAnswer([8, 3], "no address"),
    HostileAnswer([8, 3, 18, 200], "no address"), HostileAnswer(bootstrap(version: 7, "unix:///a"), "version 7"),
    HostileAnswer(bootstrap(version: 3, "unix:///a", "\u{1b}x"), #""\x1bx""#),
    HostileAnswer(String(repeating: "x", count: 70), #"xxx…""#),
    HostileAnswer(String(repeating: "x", count: StartAnswer.limit + 1), "printed 65537 bytes"),
]

@Suite("Answers to start") struct StartAnswerTests {
    private func read(_ bytes: [UInt8]) -> StartAnswer? { try? StartAnswer.read(bytes).get() }
    private func reason(_ bytes: [UInt8]) -> String? {
        if case .failure(let problem) = StartAnswer.read(bytes) { problem.why } else { nil }
    }

    @Test(
        "a plain address, with or without a line's end",
        arguments: ["unix:///run/s/a", "unix:///run/s/a\n", "  unix:///run/s/a \r\n"])
    func plain(text: String) {
        #expect(read(Array(text.utf8)) == StartAnswer(form: .address, socket: "/run/s/a", proto: "ttrpc", version: 2))
    }

    @Test("a JSON object, whatever else is in it", arguments: [2, 3])
    func json(version: Int) {
        let text = #"{"version":\#(version),"address":"unix:///run/s/a","protocol":"ttrpc","more":[1]}"#
        #expect(
            read(Array(text.utf8)) == StartAnswer(form: .json, socket: "/run/s/a", proto: "ttrpc", version: version))
    }

    @Test("a BootstrapResult message", arguments: [2, 3])
    func message(version: Int) {
        let bytes = bootstrap(version: Int32(version), "unix:///run/s/a")
        #expect(bytes.first == 8)
        #expect(read(bytes) == StartAnswer(form: .message, socket: "/run/s/a", proto: "ttrpc", version: version))
    }

    @Test("an address of 107 bytes is the longest that a socket can have")
    func longest() {
        let path = "/" + String(repeating: "a", count: 106)
        #expect(read(Array("unix://\(path)".utf8))?.socket == path)
        #expect(reason(Array("unix://\(path)a".utf8))?.contains("108 bytes") == true)
    }

    @Test("what is no answer is refused with a reason that is safe to print", arguments: hostileAnswers)
    func hostile(answer: HostileAnswer) throws {
        let why = try #require(reason(answer.bytes))
        #expect(why.contains(answer.reason), "\(why)")
        #expect(why.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7f }, "\(why)")
        #expect(why.count < 400)
    }

    /// Whatever stands there, reading it ends, and what is taken is a path that a socket can have.
    @Test("random bytes and random damage are never taken for an address that can't be", arguments: [1, 2, 3, 4])
    func random(seed: UInt64) {
        var random = Numbers(seed: seed)
        let good: [[UInt8]] = [
            Array("unix:///run/s/a".utf8), Array(#"{"version":3,"address":"unix:///run/s/a","protocol":"ttrpc"}"#.utf8),
            bootstrap(version: 3, "unix:///run/s/a"),
        ]
        for round in 0..<500 {
            var bytes = good[round % 3]
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                let at = Int.random(in: 0..<bytes.count, using: &random)
                switch Int.random(in: 0..<3, using: &random) {
                case 0: bytes[at] = UInt8.random(in: 0...255, using: &random)
                case 1: bytes.remove(at: at)
                default: bytes.insert(UInt8.random(in: 0...255, using: &random), at: at)
                }
            }
            if let answer = read(bytes) {
                #expect(answer.socket.hasPrefix("/") && answer.socket.utf8.count <= 107)
                #expect(!answer.socket.contains("\0") && [2, 3].contains(answer.version))
            }
        }
    }
}

/// Random numbers that a seed decides (SplitMix64).
struct Numbers: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return mixed ^ (mixed >> 31)
    }
}
