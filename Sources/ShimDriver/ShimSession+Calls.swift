import Drivers
import FoundationEssentials
import Linux
import OCI
import Recordings
import Scenarios
import ShimAPI
import SwiftProtobuf
import Synchronization
import TTRPC

extension ShimSession {
    /// The calls that need nothing around them.
    func simpleCall(_ action: Action, _ context: StepContext) async -> StepResult {
        let subject = action.subject
        guard let container = subject.container else {
            return StepResult(.unsupported("\(action.verb) needs a container"), succeeded: false)
        }
        guard let shim = await shim(for: container, context) else { return unreachable(context) }
        if case .kill = action { phase("kill") }
        if case .shutdown = action { phase("shutdown") }
        let (method, message) = request(for: action, container: container)
        return result(of: await call(method, message, on: shim, context), context)
    }

    /// The method that a verb stands for, and its message.
    private func request(for action: Action, container: String) -> (method: String, message: any Message) {
        let id = setting.identifier(of: container)
        let exec = setting.execIdentifier(of: action.subject)
        switch action {
        case .kill(_, let signal, let all):
            return (
                "Kill",
                KillRequest.with {
                    $0.id = id
                    $0.execID = exec
                    $0.signal = UInt32(signal)
                    $0.all = all
                }
            )
        case .state:
            return (
                "State",
                StateRequest.with {
                    $0.id = id
                    $0.execID = exec
                }
            )
        case .pids: return ("Pids", PidsRequest.with { $0.id = id })
        case .pause: return ("Pause", PauseRequest.with { $0.id = id })
        case .resume: return ("Resume", ResumeRequest.with { $0.id = id })
        case .stats: return ("Stats", StatsRequest.with { $0.id = id })
        case .connect: return ("Connect", ConnectRequest.with { $0.id = id })
        case .update(_, let limits):
            return (
                "Update",
                UpdateTaskRequest.with {
                    $0.id = id
                    $0.resources = resources(limits)
                }
            )
        case .resize(_, let columns, let rows):
            return (
                "ResizePty",
                ResizePtyRequest.with {
                    $0.id = id
                    $0.execID = exec
                    $0.width = columns
                    $0.height = rows
                }
            )
        case .shutdown(_, let now):
            return (
                "Shutdown",
                ShutdownRequest.with {
                    $0.id = id
                    $0.now = now
                }
            )
        default: return (action.verb, Google_Protobuf_Empty())
        }
    }

    /// New limits as containerd sends them: JSON in an Any whose type every shim ignores (facts on the wire).
    private func resources(_ limits: ResourceSpec) -> Google_Protobuf_Any {
        return specification("LinuxResources", Spec.Resources().asked(limits))
    }

    /// A part of the runtime specification in an Any, as containerd sends it.
    func specification(_ name: String, _ value: some Encodable) -> Google_Protobuf_Any {
        Google_Protobuf_Any.with {
            $0.typeURL = "types.containerd.io/opencontainers/runtime-spec/1/\(name)"
            $0.value = (try? Document.json(of: value)) ?? .init()
        }
    }

    /// Calls the shim's task service; what was sent and what came are recorded.
    func call(
        _ method: String, _ message: any Message, on shim: ShimConnection, _ context: StepContext
    ) async -> CallRecord {
        let payload: [UInt8] = (try? message.serializedBytes()) ?? []
        return await call(service: shim.service, method, payload, on: shim, context)
    }

    func call(
        service: String, _ method: String, _ payload: [UInt8], on shim: ShimConnection, _ context: StepContext
    ) async -> CallRecord {
        let exchange = await shim.client.call(
            service: service, method: method, payload: payload,
            metadata: [Metadata("containerd-namespace-ttrpc", setting.namespace)], timeout: context.left)
        let record = CallRecord(
            service: service, method: method,
            sentAt: exchange.sentNanoseconds ?? exchange.receivedNanoseconds,
            receivedAt: exchange.receivedNanoseconds, request: RawBytes(payload),
            outcome: CallOutcome(exchange.outcome))
        if exchange.answer != nil { shim.lastStream.store(exchange.streamID, ordering: .relaxed) }
        recorder.record(.call(record), at: record.receivedAt, step: context.reference)
        return record
    }

    /// How a step went whose last call was this.
    func result(of record: CallRecord, _ context: StepContext) -> StepResult {
        switch record.outcome {
        case .answered: StepResult(.done, succeeded: true)
        case .refused, .broken: StepResult(.done, succeeded: false)
        case .timedOut: context.hung
        }
    }

    /// How a step went whose shim could not be launched: out of time, or refused.
    func unreachable(_ context: StepContext) -> StepResult {
        context.left == .zero ? context.hung : StepResult(.done, succeeded: false)
    }
}

extension Recordings.CallOutcome {
    init(_ outcome: TTRPC.CallOutcome) {
        switch outcome {
        case .answer(let answer):
            guard let status = answer.status, status.code != .ok else {
                self = .answered(RawBytes(answer.payload))
                return
            }
            var details = Wire.Encoder()
            for detail in status.details {
                details.string(1, detail.typeURL)
                details.bytes(2, detail.value)
            }
            self = .refused(code: status.code.rawValue, message: status.message, details: RawBytes(details.bytes))
        case .failed(.deadline): self = .timedOut
        case .failed(let failure): self = .broken("\(failure)")
        }
    }
}
