import TTRPC

/// Why a round trip is no measurement.
struct Unanswered: Error {
    let outcome: CallOutcome
}

/// Prints the nanoseconds of each round trip: by the client's stamps, then as the awaiting task saw it.
func measure(_ path: String, warmUp: Int, count: Int) async throws {
    let client = try Client(connectingTo: path)
    var samples: [(stamped: UInt64, awaited: UInt64)] = []
    samples.reserveCapacity(count)
    for index in 0..<(warmUp + count) {
        let began = monotonicNanoseconds()
        let exchange = await client.call(
            service: Echo.service, method: Echo.method, payload: Echo.payload)
        let ended = monotonicNanoseconds()
        guard let answer = exchange.answer, answer.payload == Echo.payload, let sent = exchange.sentNanoseconds else {
            throw Unanswered(outcome: exchange.outcome)
        }
        if index >= warmUp {
            samples.append((exchange.receivedNanoseconds - sent, ended - began))
        }
    }
    client.close()
    for sample in samples {
        print(sample.stamped, sample.awaited)
    }
}
