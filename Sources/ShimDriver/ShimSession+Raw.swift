import Synchronization
import Drivers
import Linux
import Recordings
import Scenarios
import TTRPC

extension ShimSession {
    /// Calls with any bytes, or breaks the protocol while doing so; afterwards there is a connection again.
    func raw(_ call: RawCall, _ subject: Subject, _ context: StepContext) async -> StepResult {
        guard let container = subject.container ?? launched.first, let shim = await shim(for: container, context) else {
            return unreachable(context)
        }
        let payload = call.bytes ?? call.fields.encoded(setting.filler(of: container))
        let record = await exchange(call, call.service ?? shim.service, payload, on: shim, context)
        recorder.record(.call(record), at: record.receivedAt, step: context.reference)
        if call.fault != .none {
            // What ended the connection is known a moment after what it did to the call.
            if case .broken = record.outcome {
                _ = try? await withDeadline(.after(.milliseconds(200))) { try await shim.ended.get() }
            }
            if shim.ended.value != nil { reconnect(shim, context) }
        }
        return result(of: record, context)
    }

    private func exchange(
        _ call: RawCall, _ service: String, _ payload: [UInt8], on shim: ShimConnection, _ context: StepContext
    ) async -> CallRecord {
        let metadata = [Metadata("containerd-namespace-ttrpc", setting.namespace)]
        func record(_ sent: UInt64?, _ received: UInt64, _ outcome: Recordings.CallOutcome) -> CallRecord {
            CallRecord(
                service: service, method: call.method, sentAt: sent ?? received, receivedAt: received,
                request: RawBytes(payload), outcome: outcome)
        }
        if call.fault == .drop {
            let stream = shim.client.openStream(
                service: service, method: call.method, payload: payload, sends: false, metadata: metadata,
                timeout: context.left)
            shim.client.close()
            return record(
                stream.sentNanoseconds, Stamp.now.nanoseconds, .broken("\(ConnectionEnd.closed)"))
        }
        // The least time that can be told: it has passed before the request is written.
        let told: Duration = call.fault == .expired ? .nanoseconds(1) : context.left
        var frame = RawFrame.request(
            service: service, method: call.method, payload: payload, metadata: metadata, timeout: told)
        switch call.fault {
        case .oversize:
            // Really sent: a frame that only announces its bytes keeps its reader waiting for them, not refusing it.
            let missing = FrameHeader.maximumLength + 1 - frame.payload.count
            if missing > 0 { frame.payload += [UInt8](repeating: 0, count: missing) }
        case .reused: frame.streamID = await usedStream(of: shim, container: launched.first ?? "", context)
        case .type: frame.type = FrameType(rawValue: 9)
        case .none, .expired, .drop: break
        }
        let exchange = await shim.client.call(frame, timeout: context.left)
        return record(exchange.sentNanoseconds, exchange.receivedNanoseconds, CallOutcome(exchange.outcome))
    }

    /// A stream that was used and is over; where there is none yet, a call that asks and changes nothing makes one.
    private func usedStream(of shim: ShimConnection, container: String, _ context: StepContext) async -> UInt32 {
        if shim.lastStream.load(ordering: .relaxed) == 0 {
            var request = Wire.Encoder()
            request.string(1, setting.identifier(of: container))
            _ = await call(service: shim.service, "Connect", request.bytes, on: shim, context)
        }
        return shim.lastStream.load(ordering: .relaxed)
    }
}

extension [RawField] {
    /// The message of these fields; every one is written, zero and empty ones too.
    func encoded(_ fill: (String) -> String?) -> [UInt8] {
        var message = Wire.Encoder()
        for field in self {
            switch field.value {
            case .text(let text): message.run(field.number, Array<UInt8>(Placeholder.fill(text, fill).utf8))
            case .bytes(let bytes): message.run(field.number, bytes)
            case .integer(let value): message.number(field.number, value)
            case .message(let inner): message.run(field.number, inner.encoded(fill))
            case .filler(let count):
                message.run(field.number, [UInt8](repeating: UInt8(ascii: "a"), count: Swift.max(0, count)))
            }
        }
        return message.bytes
    }
}
