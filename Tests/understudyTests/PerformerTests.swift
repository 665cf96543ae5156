import Glibc
import Linux
import ShimAPI
import SwiftProtobuf
import Synchronization
import TTRPC
import Testing

@testable import understudy

private let sockets = Atomic(0)

/// A path for a socket that no other test has.
private func socketPath() -> String {
    "/tmp/kumite-understudy-\(getpid())-\(sockets.add(1, ordering: .relaxed).newValue).sock"
}

/// A list that servers on other threads fill.
private final class Seen: Sendable {
    private let all = Mutex<[String]>([])
    var list: [String] { all.withLock { $0 } }
    func add(_ text: String) { all.withLock { $0.append(text) } }
}

@Suite("A fault is committed on what passes", .timeLimit(.minutes(1)))
struct PerformerTests {
    private static let service = TaskService.v2.service

    /// A client before a performer before a shim that answers State with its id and knows nothing else.
    private func behind(
        _ misbehaviour: Misbehaviour, nth: Int? = nil, _ body: (Client, Seen) async throws -> Void
    ) async throws {
        let path = socketPath()
        let front = socketPath()
        let seen = Seen()
        let server = try Server(
            listeningAt: path,
            methods: [
                .unary(Self.service, "State") { request in
                    let call = Call("State", request.payload)
                    seen.add(call.key.id)
                    return .saying(StateResponse.with { $0.id = call.key.id })
                }
            ])
        let stage = Stage(id: "main")
        stage.found(at: path)
        let performer = Performer(misbehaviour, stage, Occasions(nth: nth))
        let listener = try UnixSocket.listen(.path(front))
        let client = try Client(connectingTo: front)
        let accepted = try #require(try UnixSocket.accept(listener))
        let ended = OneShot<Void>()
        let relay = try Relay(
            client: accepted, server: try UnixSocket.connect(.path(path)), interceptor: performer,
            onEnd: { ended.set(()) })
        try await body(client, seen)
        client.close()
        try await ended.get()
        await performer.end()
        stage.close()
        withExtendedLifetime(relay) {}
        listener.close()
        unlink(front)
        await server.stop()
    }

    private func state(_ client: Client, _ id: String, within: Duration = .seconds(20)) async -> Exchange {
        await client.call(
            service: Self.service, method: "State", payload: Call.about("State", id).payload, timeout: within)
    }

    private func id(_ exchange: Exchange) -> String? {
        exchange.answer.flatMap { try? StateResponse(serializedBytes: $0.payload) }?.id
    }

    @Test("a request is edited, answered in the shim's place, withheld, or done after something else")
    func requests() async throws {
        let effects = Seen()
        let misbehaviour = Misbehaviour(request: { call, _ in
            switch call.key.id {
            case "edit": .edit(Call.about("State", "edited").payload)
            case "answer": .answer(.failure(Status(.aborted, "no")))
            case "withhold": .withhold
            case "after": .after { _ in effects.add("effect") }
            case "instead": .instead { stage in await stage.ask(.about("State", "other")) }
            default: nil
            }
        })
        try await behind(misbehaviour) { client, seen in
            #expect(id(await state(client, "plain")) == "plain")
            #expect(id(await state(client, "edit")) == "edited")
            #expect(await state(client, "answer").answer?.status?.message == "no")
            #expect(await state(client, "withhold", within: .milliseconds(150)).failure?.name == "deadline")
            #expect(id(await state(client, "after")) == "after")
            #expect(effects.list == ["effect"])
            #expect(id(await state(client, "instead")) == "other")
            #expect(seen.list == ["plain", "edited", "after", "other"])
        }
    }

    @Test("an answer is replaced, withheld, given later, or after something else; other calls go on meanwhile")
    func answers() async throws {
        let effects = Seen()
        let misbehaviour = Misbehaviour(answer: { call, _, _ in
            switch call.key.id {
            case "replace": .replace(.saying(StateResponse.with { $0.id = "another" }))
            case "withhold": .withhold
            case "late": .late(200_000_000)
            case "also": .also { _ in effects.add("effect") }
            default: nil
            }
        })
        try await behind(misbehaviour) { client, _ in
            #expect(id(await state(client, "replace")) == "another")
            #expect(await state(client, "withhold", within: .milliseconds(150)).failure?.name == "deadline")
            let began = Stamp.now
            async let late = state(client, "late")
            #expect(id(await state(client, "plain")) == "plain")
            #expect(id(await late) == "late")
            #expect(Stamp.now.nanoseconds(since: began) >= 200_000_000)
            #expect(id(await state(client, "also")) == "also")
            #expect(effects.list == ["effect"])
        }
    }

    @Test("with an nth only that occasion is one")
    func nth() async throws {
        let misbehaviour = Misbehaviour(answer: { _, _, _ in .replace(.failure(Status(.aborted, "x"))) })
        try await behind(misbehaviour, nth: 2) { client, _ in
            var failed: [Bool] = []
            for number in 0..<4 { failed.append(await state(client, "a\(number)").answer?.succeeded == false) }
            #expect(failed == [false, true, false, false])
        }
    }

    @Test(
        "events are reported as the fault has them, and each is answered",
        arguments: [
            (0, ["/tasks/create", "/tasks/start", "/tasks/exit"]), (1, ["/tasks/create", "/tasks/exit"]),
            (2, ["/tasks/create", "/tasks/start", "/tasks/start", "/tasks/exit"]),
            (3, ["/tasks/create", "/tasks/exit", "/tasks/start"]),
            (4, ["/tasks/create", "/tasks/exit", "/tasks/start"]),
        ])
    func events(_ c: (way: Int, topics: [String])) async throws {
        let misbehaviour = Misbehaviour(event: { event, _ in
            guard event.topic == .start else { return nil }
            switch c.way {
            case 1: return .drop
            case 2: return .report([event, event])
            case 3: return .hold
            case 4: return .late(150_000_000)
            default: return nil
            }
        })
        let endpoint = socketPath()
        let front = socketPath()
        let seen = Seen()
        let server = try Server(
            listeningAt: endpoint,
            methods: [
                EventsService.served { _, envelope in
                    seen.add(envelope?.topic ?? "")
                    return nil
                }
            ])
        let performer = Performer(misbehaviour, Stage(id: "main"), Occasions(nth: nil))
        let eventFront = try EventFront(at: front, before: endpoint, performer)
        let shim = try Client(connectingTo: front)
        for event in [
            Event(.create, Containerd_Events_TaskCreate()), Event(.start, Containerd_Events_TaskStart()),
            Event(.exit, Containerd_Events_TaskExit()),
        ] {
            let request = Containerd_Services_Events_Ttrpc_V1_ForwardRequest.with { $0.envelope = event.envelope }
            _ = try await shim.call(EventsService.forward, request, timeout: .seconds(20))
        }
        shim.close()
        await eventFront.finish()
        await performer.end()
        #expect(seen.list == c.topics)
        #expect(access(front, F_OK) != 0)
        await server.stop()
    }

    @Test("while nobody takes events, nobody does before the understudy either; afterwards both do again")
    func endpointGone() async throws {
        let endpoint = socketPath()
        let front = socketPath()
        let eventFront = try EventFront(at: front, before: endpoint, nil)
        #expect(throws: (any Error).self) { try Client(connectingTo: front) }
        let server = try Server(listeningAt: endpoint, methods: [EventsService.served { _, _ in nil }])
        var client: Client?
        for _ in 0..<2000 where client == nil {
            client = try? Client(connectingTo: front)
            if client == nil { try await Task.sleep(for: .milliseconds(5)) }
        }
        let answer = try await client?.call(
            EventsService.forward,
            .with { $0.envelope = Event(.exit, Containerd_Events_TaskExit()).envelope }, timeout: .seconds(20))
        #expect(answer != nil)
        client?.close()
        await eventFront.finish()
        await server.stop()
    }

    @Test("what a process writes passes through the understudy, and callers see the streams' own names")
    func streams() async throws {
        let own = "\(socketPath()).out"
        try Fifo.make(own)
        defer { unlink(own) }
        let reader = try Fifo.open(own, .reading)
        let leads = StreamLeads(folder: "/tmp")
        let request = CreateRequest.with {
            $0.id = "main"
            $0.stdout = own
        }
        let call = Call("Create", try request.serializedBytes())
        let upper = Streams([.stdout], came: { [.init($0.stream, $0.bytes.map { $0 & ~0x20 })] })
        let led = try CreateRequest(serializedBytes: try #require(leads.lead(call, upper)))
        #expect(led.stdout != own && led.stdout.hasPrefix("/tmp/"))
        let state = Reply.saying(StateResponse.with { $0.stdout = led.stdout })
        #expect(leads.shown(state, to: .about("State")) == .saying(StateResponse.with { $0.stdout = own }))
        let writer = try Fifo.open(led.stdout, .writing)
        try writer.writeAll(Array("hello".utf8))
        writer.close()
        let read = try await Poller.shared.readAll(reader, limit: 100, until: .after(.seconds(20)))
        #expect(read.bytes == Array("HELLO".utf8))
        await leads.end()
        #expect(access(led.stdout, F_OK) != 0)
    }
}
