import Documents
import FoundationEssentials
import ShimAPI
import SwiftProtobuf
import TTRPC
import Testing

@testable import understudy

@Suite("Faults of metrics and updates")
struct ResourceFaultTests {
    /// What is told of memory's limit and use, and of processes' limit and count.
    struct Numbers: Sendable, Equatable {
        var limit: UInt64
        var usage: UInt64
        var pids: UInt64
        var current: UInt64

        init(_ limit: UInt64, _ usage: UInt64, _ pids: UInt64, _ current: UInt64) {
            (self.limit, self.usage, self.pids, self.current) = (limit, usage, pids, current)
        }
    }

    static let metrics: [(fault: String, told: Numbers, type: String)] = [
        ("resources/stats-swapped", Numbers(20, 100, 3, 50), "v1"),
        ("resources/stats-zero", Numbers(0, 0, 0, 0), "v1"),
        ("resources/stats-of-other-version", Numbers(100, 20, 50, 3), "v2"),
    ]

    @Test("what is told in place of the metrics", arguments: metrics)
    func tells(_ fault: String, _ told: Numbers, _ type: String) throws {
        let answer = try #require(try Samples.misbehaviour(fault).answer)
        let reply = try answer(Samples.call("Stats"), Self.reply(Numbers(100, 20, 50, 3)), Samples.stage(.running))?
            .reply
        let stats: Containerd_Task_V2_StatsResponse = try #require(reply?.message())
        #expect(stats.stats.typeURL == "io.containerd.cgroups.\(type).Metrics")
        #expect(try Self.numbers(stats) == told)
        #expect(answer(Samples.call("State"), .success([]), Samples.stage(.running)).word == "passed")
    }

    @Test("another container's metrics, once they were asked for")
    func foreign() throws {
        let answer = try #require(try Samples.misbehaviour("resources/stats-of-another").answer)
        let stage = Samples.stage(.running)
        let (own, other) = (try Self.reply(Numbers(1, 1, 1, 1)), try Self.reply(Numbers(2, 2, 2, 2)))
        #expect(answer(Samples.call("Stats"), own, stage).word == "passed")
        stage.note(own, to: Samples.call("Stats"))
        #expect(answer(Samples.call("Stats"), own, stage).word == "passed")
        #expect(answer(Samples.call("Stats", ProcessKey(id: "other")), other, stage)?.reply == own)
    }

    static let updates: [(fault: String, asked: String, made: String?)] = [
        (
            "resources/update-forgets", #"{"pids":{"limit":5}}"#, #"{"pids":{"limit":5},"memory":{"limit":-1}}"#
        ),
        ("resources/update-forgets", #"{"memory":{"limit":5}}"#, nil),
        (
            "resources/update-off", #"{"memory":{"limit":67108864}}"#, #"{"memory":{"limit":60395520}}"#
        ),
        ("resources/update-off", #"{"pids":{"limit":5}}"#, nil),
    ]

    @Test("what an update asks for, and what it is turned into", arguments: updates)
    func turns(_ fault: String, _ asked: String, _ made: String?) throws {
        let request = try #require(try Samples.misbehaviour(fault).request)
        let message = Containerd_Task_V2_UpdateTaskRequest.with {
            $0.id = "main"
            $0.resources = .init(typeURL: "resources", bytes: Array(asked.utf8))
        }
        var turned: JSONValue?
        if case .edit(let bytes) = request(Call("Update", Samples.bytes(message)), Samples.stage(.running)) {
            turned = JSONValue(
                bytes: [UInt8](try Containerd_Task_V2_UpdateTaskRequest(serializedBytes: bytes).resources.value))
        }
        #expect(turned == made.flatMap { JSONValue(bytes: Array($0.utf8)) })
    }

    @Test("an update that is not made is said to be, and a container moved once it is there")
    func others() throws {
        let idle = try #require(try Samples.misbehaviour("resources/update-ignored").request)
        #expect(idle(Samples.call("Update"), Samples.stage(.running)).word == "answered")
        let moves = try #require(try Samples.misbehaviour("resources/wrong-group").answer)
        #expect(moves(Samples.call("Create"), .success([]), Samples.stage(.none)).word == "also")
        #expect(moves(Samples.call("Create"), .failure(Status(.unknown, "")), Samples.stage(.none)).word == "passed")
    }

    private static func reply(_ numbers: Numbers) throws -> Reply {
        let metrics = Io_Containerd_Cgroups_V1_Metrics.with {
            $0.memory.usage.limit = numbers.limit
            $0.memory.usage.usage = numbers.usage
            $0.pids.limit = numbers.pids
            $0.pids.current = numbers.current
        }
        let any = try Google_Protobuf_Any(bare: metrics)
        return .saying(Containerd_Task_V2_StatsResponse.with { $0.stats = any })
    }

    private static func numbers(_ stats: Containerd_Task_V2_StatsResponse) throws -> Numbers {
        let metrics = try Io_Containerd_Cgroups_V1_Metrics(serializedBytes: stats.stats.value)
        return Numbers(
            metrics.memory.usage.limit, metrics.memory.usage.usage, metrics.pids.limit, metrics.pids.current)
    }
}
