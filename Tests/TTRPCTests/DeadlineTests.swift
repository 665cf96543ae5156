import Testing

@testable import TTRPC

@Suite("Deadlines and cancellation")
struct DeadlineTests {
    @Test("a call that is never answered ends at its deadline, and the connection stays usable")
    func deadline() async throws {
        try await withEcho { client, _ in
            let exchange = await client.echo("Never", timeout: .milliseconds(50))
            #expect(exchange.failure == .deadline(.milliseconds(50)))
            let sent = try #require(exchange.sentNanoseconds)
            #expect(exchange.receivedNanoseconds - sent >= 49_000_000)
            #expect(await client.echo().answer != nil)
        }
    }

    @Test("a deadline that is set later and is earlier does not wait for the first one")
    func order() async throws {
        let events = Journal<ServerEvent>()
        try await withEcho(observeServer: { events.add($0) }) { client, _ in
            async let long = client.echo("Never", timeout: patience * 4)
            let request = try await events.first { $0.isRequest }
            #expect(request != nil)
            let short = await client.echo("Never", timeout: .milliseconds(50))
            #expect(short.failure?.name == "deadline")
            #expect(Duration.nanoseconds(short.receivedNanoseconds - (short.sentNanoseconds ?? 0)) < patience)
            client.close()
            #expect(await long.failure == .ended(.closed))
        }
    }

    @Test("many waiting calls hold no thread: others still run")
    func noThreadHeld() async throws {
        try await withEcho { client, _ in
            await withTaskGroup { group in
                for _ in 0..<200 {
                    group.addTask { #expect(await client.echo("Never", timeout: .milliseconds(300)).failure != nil) }
                }
                group.addTask { #expect(await client.echo().answer != nil) }
            }
        }
    }

    @Test("an answer after the deadline is reported as late, with its bytes")
    func late() async throws {
        let events = Journal<ClientEvent>()
        try await withEcho(observe: { events.add($0) }) { client, _ in
            let exchange = await client.echo("Sleep", [100], timeout: .milliseconds(20))
            #expect(exchange.failure?.name == "deadline")
            let late = try await events.first { if case .late = $0 { true } else { false } }
            guard case .late(let frame, let nanoseconds)? = late else { return }
            #expect(frame.header.streamID == exchange.streamID)
            #expect(Array(frame.payload) == [0x12, 1, 100])
            #expect(nanoseconds > exchange.receivedNanoseconds)
            #expect(await client.echo().answer != nil)
        }
        #expect(events.all.contains { if case .late = $0 { true } else { false } })
        #expect(!events.all.contains { if case .violation = $0 { true } else { false } })
    }

    @Test("a cancelled task's call ends at once")
    func cancellation() async throws {
        try await withEcho { client, _ in
            let call = Task { await client.echo("Never", timeout: nil) }
            try await Task.sleep(for: .milliseconds(20))
            call.cancel()
            #expect(await call.value.failure == .cancelled)
        }
    }

    @Test("a task cancelled beforehand sends nothing")
    func cancelledBefore() async throws {
        let events = Journal<ServerEvent>()
        try await withEcho(observeServer: { events.add($0) }) { client, _ in
            let gate = Gate()
            let call = Task {
                await gate.wait()
                return await client.echo()
            }
            call.cancel()
            let exchange = await call.value
            #expect(exchange.failure == .cancelled)
            #expect(exchange.sentNanoseconds == nil && exchange.streamID == 0)
        }
        #expect(!events.all.contains { if case .request = $0 { true } else { false } })
    }

    @Test("a server that does not read blocks no caller: a request too long for the socket still meets its deadline")
    func unreadRequest() async throws {
        let hold = try Wakeup()
        defer { hold.close() }
        try await withRawServer { _ in
            _ = Socket.wait(hold.socket, orWritable: false, hold.socket, nanoseconds: RawServer.patienceNanoseconds)
        } _: { client in
            let long = [UInt8](repeating: 1, count: 4 << 20 - 100)
            async let first = client.echo("Echo", long, timeout: .milliseconds(100))
            async let second = client.echo("Echo", [1], timeout: .milliseconds(100))
            #expect(await first.failure?.name == "deadline")
            #expect(await second.failure?.name == "deadline")
            hold.wake()
        }
    }

    @Test("a request too long for the socket arrives whole at a server that begins to read later")
    func slowReader() async throws {
        let hold = try Wakeup()
        defer { hold.close() }
        try await withRawServer { peer in
            _ = Socket.wait(hold.socket, orWritable: false, hold.socket, nanoseconds: RawServer.patienceNanoseconds)
            for _ in 0..<2 {
                guard let frame = peer.readFrame(), let envelope = RequestEnvelope(frame.payload) else { return }
                let sum = envelope.payload.reduce(UInt8(0), &+)
                let answer = ResponseEnvelope(status: nil, payload: [sum])
                peer.write(Frame(streamID: frame.header.streamID, type: .response, payload: answer.encoded()).bytes)
            }
            peer.readToEnd()
        } _: { client in
            var generator = SeededGenerator(seed: 7)
            let long = generator.bytes(3_000_000)
            async let first = client.echo("Echo", long)
            async let second = client.echo("Echo", [9])
            try await Task.sleep(for: .milliseconds(50))
            hold.wake()
            let answers = await [first.answer?.payload, second.answer?.payload]
            #expect(Set(answers) == [[long.reduce(0, &+)], [9]])
        }
    }
}
