import ShimAPI
import SwiftProtobuf
import TTRPC

/// What a call is answered: a message, or a status.
typealias Reply = ServerResponse

/// One call of a client to the shim.
struct Call: Sendable, Hashable {
    var service: String
    var method: String
    /// The serialized message, as it came.
    var payload: [UInt8]
    var metadata: [Metadata] = []
    var timeoutNanoseconds: Int64 = 0
    /// CLOCK_MONOTONIC when it came.
    var receivedNanoseconds: UInt64 = 0
    /// How long the real shim took; 0 before its answer.
    var elapsedNanoseconds: UInt64 = 0

    init(_ method: String, _ payload: [UInt8], service: String = TaskService.v2.service) {
        self.service = service
        self.method = method
        self.payload = payload
    }

    init(_ request: RelayedRequest) {
        self.init(request.method, request.payload, service: request.service)
        metadata = request.metadata
        timeoutNanoseconds = request.timeoutNanoseconds
        receivedNanoseconds = request.receivedNanoseconds
    }

    /// Whether it is a call of the task API, of whatever version.
    var isTask: Bool { service == TaskService.v2.service || service == TaskService.v3.service }

    /// Whether it is this call of the task API.
    func isTask(_ name: String) -> Bool { method == name && isTask }

    /// Whether it is one of these calls of the task API.
    func isTask(_ names: [String]) -> Bool { isTask && names.contains(method) }

    /// The process that a call of the task API is about; its exec is empty for a container's init.
    var key: ProcessKey {
        // The first field of all of them is the container's id; of those that can name an exec the second is that.
        let fields = try? Containerd_Task_V2_StateRequest(serializedBytes: payload)
        return ProcessKey(id: fields?.id ?? "", exec: Self.namesExec.contains(method) ? fields?.execID ?? "" : "")
    }

    private static let namesExec: Set<String> = [
        "Start", "Delete", "State", "Wait", "Kill", "Exec", "ResizePty", "CloseIO",
    ]

    /// The request as a message; nil if it is none.
    func message<M: Message>(_ type: M.Type = M.self) -> M? { try? M(serializedBytes: payload) }
}

/// A process of the shim: a container's init, or an exec.
struct ProcessKey: Sendable, Hashable, Comparable {
    var id: String
    /// Empty for the init.
    var exec: String = ""

    static func < (one: ProcessKey, other: ProcessKey) -> Bool { (one.id, one.exec) < (other.id, other.exec) }
}

extension ServerResponse {
    /// The message that it carries; nil for a status, or for bytes that are another.
    func message<M: Message>(_ type: M.Type = M.self) -> M? {
        guard case .success(let payload) = self else { return nil }
        return try? M(serializedBytes: payload)
    }

    /// The answer with its message changed; nil for a status, and where nothing changes.
    func edited<M: Message & Equatable>(_ type: M.Type, _ edit: (inout M) -> Void) -> Reply? {
        guard let old: M = message() else { return nil }
        var new = old
        edit(&new)
        guard new != old, let bytes = try? new.serializedBytes() as [UInt8] else { return nil }
        return .success(bytes)
    }

    /// The answer that a message makes.
    static func saying(_ message: some Message) -> Reply { .success((try? message.serializedBytes()) ?? []) }

    /// The status, where it is one.
    var status: Status? {
        guard case .failure(let status) = self else { return nil }
        return status
    }
}
