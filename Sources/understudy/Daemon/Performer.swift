import Documents
import Glibc
import Linux
import ShimAPI
import SwiftProtobuf
import Synchronization
import TTRPC

/// Commits a fault on what passes: asks it at each moment that it names, and does what it says.
final class Performer: Relay.Interceptor {
    let misbehaviour: Misbehaviour
    let stage: Stage
    let occasions: Occasions
    private let reporter = Mutex<Reporter?>(nil)
    /// Bundles' own `config.json` while another lies in its place.
    private let bundles = Mutex<[String: [UInt8]]>([:])
    private let leads: StreamLeads

    init(_ misbehaviour: Misbehaviour, _ stage: Stage, _ occasions: Occasions) {
        self.misbehaviour = misbehaviour
        self.stage = stage
        self.occasions = occasions
        leads = StreamLeads(folder: stage.folder)
    }

    /// Whether calls must be looked at; what only `start` and `delete` do needs none.
    var looksAtCalls: Bool {
        misbehaviour.request != nil || misbehaviour.answer != nil || misbehaviour.bundle != nil
            || misbehaviour.served != nil || misbehaviour.ended != nil || looksAtEvents
    }

    /// Whether events must be looked at.
    var looksAtEvents: Bool { misbehaviour.event != nil || misbehaviour.streams != nil }

    /// The shim is there.
    func serve() async { await occasions.taken(misbehaviour.served?(stage))?(stage) }

    /// The shim is gone.
    func end() async {
        await reporter.withLock { $0 }?.end()
        await occasions.taken(misbehaviour.ended?(stage))?(stage)
        await leads.end()
    }

    // MARK: Calls

    func fate(of request: RelayedRequest, on relay: Relay) -> RelayedRequest.Fate {
        var call = Call(request)
        stage.note(call)
        if call.isTask("Create") { editBundle(call) }
        if let led = lead(call) { call.payload = led }
        switch occasions.taken(misbehaviour.request?(call, stage)) {
        case nil: return call.payload == request.payload ? .passed : .changed(call.payload)
        case .edit(let payload): return .changed(payload)
        case .answer(let reply):
            relay.answer(request, reply)
            return .taken
        case .withhold: return .taken
        case .after(let effect):
            Task { [call] in
                await effect(stage)
                let reply = await stage.ask(call)
                if let given = await given(reply, to: call) { relay.answer(request, given) }
            }
            return .taken
        case .instead(let make):
            Task {
                if let reply = await make(stage) { relay.answer(request, reply) }
            }
            return .taken
        }
    }

    func passes(_ answer: ServerResponse, to request: RelayedRequest, on relay: Relay) -> Bool {
        let call = ended(Call(request))
        restoreBundle(after: call)
        let act = occasions.taken(misbehaviour.answer?(call, answer, stage))
        stage.note(answer, to: call)
        let shown = leads.shown(answer, to: call)
        guard act != nil || shown != answer else { return true }
        Task {
            if let given = await carryOut(act, shown) { relay.answer(request, given) }
        }
        return false
    }

    /// What is answered in an answer's place, after all that is done before; nil for nothing.
    private func given(_ answer: Reply, to call: Call) async -> Reply? {
        let call = ended(call)
        restoreBundle(after: call)
        let act = occasions.taken(misbehaviour.answer?(call, answer, stage))
        stage.note(answer, to: call)
        return await carryOut(act, leads.shown(answer, to: call))
    }

    private func carryOut(_ act: AnswerAct?, _ answer: Reply) async -> Reply? {
        guard let act else { return answer }
        if act.delayNanoseconds > 0 { await pause(act.delayNanoseconds) }
        await act.effect?(stage)
        return act.isWithheld ? nil : act.reply ?? answer
    }

    private func ended(_ call: Call) -> Call {
        var call = call
        let now = Stamp.now.nanoseconds
        call.elapsedNanoseconds = now > call.receivedNanoseconds ? now - call.receivedNanoseconds : 0
        return call
    }

    // MARK: Bundles and streams

    private func editBundle(_ call: Call) {
        guard let edit = misbehaviour.bundle,
            let bundle = call.message(Containerd_Task_V2_CreateTaskRequest.self)?.bundle,
            let old = try? Files.read("\(bundle)/config.json", limit: 16 << 20).bytes,
            let document = JSONValue(bytes: old),
            let edited = occasions.taken(edit(document, call))
        else { return }
        bundles.withLock { $0[bundle] = old }
        try? Files.write("\(bundle)/config.json", edited.bytes)
    }

    private func restoreBundle(after call: Call) {
        guard call.isTask("Create"), misbehaviour.bundle != nil,
            let bundle = call.message(Containerd_Task_V2_CreateTaskRequest.self)?.bundle,
            let old = bundles.withLock({ $0.removeValue(forKey: bundle) })
        else { return }
        try? Files.write("\(bundle)/config.json", old)
    }

    private func lead(_ call: Call) -> [UInt8]? {
        guard call.isTask(["Create", "Exec"]), let make = misbehaviour.streams,
            let streams = occasions.taken(make(call.key, stage))
        else { return nil }
        return leads.lead(call, streams)
    }

    // MARK: Events

    /// Tells where events are reported to.
    func reports(to endpoint: String) {
        guard looksAtEvents else { return }
        reporter.withLock { $0 = Reporter(endpoint, self) }
    }

    /// Takes an event that the shim reports; it is answered when it is reported, or was to be.
    func take(_ event: Event, _ request: RelayedRequest, on relay: Relay) {
        reporter.withLock { $0 }?.add(event, request, relay)
    }

    /// What becomes of an event.
    func act(on event: Event) -> (act: EventAct?, event: Event) {
        let act = occasions.taken(misbehaviour.event?(event, stage))
        stage.note(event)
        return (act, leads.shown(event))
    }
}

/// Looks at what the shim reports on one connection.
final class EventDesk: Relay.Interceptor {
    private let performer: Performer

    init(_ performer: Performer) {
        self.performer = performer
    }

    func fate(of request: RelayedRequest, on relay: Relay) -> RelayedRequest.Fate {
        guard request.service == EventsService.service, request.method == EventsService.forward.name,
            let message = try? Containerd_Services_Events_Ttrpc_V1_ForwardRequest(serializedBytes: request.payload),
            message.hasEnvelope
        else { return .passed }
        performer.take(Event(message.envelope), request, on: relay)
        return .taken
    }

    func passes(_ answer: ServerResponse, to request: RelayedRequest, on relay: Relay) -> Bool { true }
}
