/// A call to the shim's service and what came of it.
package struct CallRecord: Sendable, Hashable, Codable {
    /// `containerd.task.v2.Task`.
    package var service: String
    /// `Create`.
    package var method: String
    /// When the request was written, CLOCK_MONOTONIC in nanoseconds.
    package var sentAt: UInt64
    /// When the answer had been read, or the wait was given up.
    package var receivedAt: UInt64
    /// The request's message as it went.
    package var request: RawBytes
    package var outcome: CallOutcome

    package init(
        service: String, method: String, sentAt: UInt64, receivedAt: UInt64, request: RawBytes, outcome: CallOutcome
    ) {
        self.service = service
        self.method = method
        self.sentAt = sentAt
        self.receivedAt = receivedAt
        self.request = request
        self.outcome = outcome
    }
}

/// What came of a call.
package enum CallOutcome: Sendable, Hashable {
    /// The answer's message as it came.
    case answered(RawBytes)
    /// A status other than OK: the code's number, the message, and the details as they came.
    case refused(code: Int32, message: String, details: RawBytes)
    /// No answer by the deadline.
    case timedOut
    /// The connection ended, or the other side broke the protocol.
    case broken(String)
}

/// A run of a program that ends: the shim's `start`, `delete`, `-v`.
package struct ProgramRecord: Sendable, Hashable, Codable {
    /// What it was run for: `start`, `delete`, `version`, `info`, `cli`.
    package var purpose: String
    package var arguments: [String]
    package var environment: [String]
    package var startedAt: UInt64
    package var endedAt: UInt64
    package var end: ProgramEnd
    package var stdout: RawBytes
    package var stderr: RawBytes

    package init(
        purpose: String, arguments: [String], environment: [String], startedAt: UInt64, endedAt: UInt64,
        end: ProgramEnd, stdout: RawBytes, stderr: RawBytes
    ) {
        self.purpose = purpose
        self.arguments = arguments
        self.environment = environment
        self.startedAt = startedAt
        self.endedAt = endedAt
        self.end = end
        self.stdout = stdout
        self.stderr = stderr
    }
}

/// How a program ended.
package enum ProgramEnd: Sendable, Hashable {
    case exited(Int32)
    case signalled(Int32)
    /// It was killed because its deadline had passed.
    case timedOut
    /// It could not be started at all.
    case notStarted(String)
}

/// An event as the shim published it.
package struct EventRecord: Sendable, Hashable, Codable {
    /// `/tasks/exit`.
    package var topic: String
    package var namespace: String
    /// The publisher's own stamp: seconds and nanoseconds since 1970.
    package var publishedSeconds: Int64
    package var publishedNanos: Int32
    /// `containerd.events.TaskExit`.
    package var type: String
    /// The event's message as it came.
    package var body: RawBytes

    package init(
        topic: String, namespace: String, publishedSeconds: Int64, publishedNanos: Int32, type: String, body: RawBytes
    ) {
        self.topic = topic
        self.namespace = namespace
        self.publishedSeconds = publishedSeconds
        self.publishedNanos = publishedNanos
        self.type = type
        self.body = body
    }
}

/// Bytes that a process wrote to a stream.
package struct OutputRecord: Sendable, Hashable, Codable {
    package var stream: OutputStream
    /// Where they begin in the stream.
    package var offset: Int
    /// The bytes; past the bound of a stream only counted and digested.
    package var bytes: RawBytes
    /// The process's subject.
    package var subject: String

    package init(subject: String, stream: OutputStream, offset: Int, bytes: RawBytes) {
        self.subject = subject
        self.stream = stream
        self.offset = offset
        self.bytes = bytes
    }
}

/// A process's output stream.
package enum OutputStream: String, Sendable, Hashable, Codable, CaseIterable {
    case stdout, stderr
}

/// The end of a stream: how much came in all.
package struct OutputEnd: Sendable, Hashable, Codable {
    package var subject: String
    package var stream: OutputStream
    package var length: Int
    /// SHA-256 of all of it, hexadecimal.
    package var digest: String
    /// Whether the writers closed it, or Kumite gave up waiting for that.
    package var closed: Bool

    package init(subject: String, stream: OutputStream, length: Int, digest: String, closed: Bool) {
        self.subject = subject
        self.stream = stream
        self.length = length
        self.digest = digest
        self.closed = closed
    }
}

/// A process of the trial that ended.
package struct ExitRecord: Sendable, Hashable, Codable {
    /// What it was: `shim:main`, `orphan`.
    package var role: String
    package var pid: Int32
    package var end: ProgramEnd

    package init(role: String, pid: Int32, end: ProgramEnd) {
        self.role = role
        self.pid = pid
        self.end = end
    }
}

/// A step that ran out of time, and what the shim was doing.
package struct HangRecord: Sendable, Hashable, Codable {
    package var deadlineNanoseconds: UInt64
    /// Kernel stacks and wait channels per thread, and the family's own dump.
    package var stacks: [String]

    package init(deadlineNanoseconds: UInt64, stacks: [String]) {
        self.deadlineNanoseconds = deadlineNanoseconds
        self.stacks = stacks
    }
}

/// What a host holds after a trial and did not hold before, or the other way round.
package struct HostDifference: Sendable, Hashable, Codable {
    /// When it was taken: `before-clean`, after tear-down and before what is left is removed; or at an `observe` step.
    package var moment: String
    /// What was left behind.
    package var left: [Residue]
    /// What was there before and is gone.
    package var gone: [Residue]
    /// What is there still with another owner, group or mode, which the details tell. Older recordings have none.
    package var changed: [Residue]

    package init(moment: String, left: [Residue], gone: [Residue], changed: [Residue] = []) {
        self.moment = moment
        self.left = left
        self.gone = gone
        self.changed = changed
    }

    package init(from decoder: any Decoder) throws {
        let members = try decoder.container(keyedBy: CodingKeys.self)
        moment = try members.decode(String.self, forKey: .moment)
        left = try members.decode([Residue].self, forKey: .left)
        gone = try members.decode([Residue].self, forKey: .gone)
        changed = try members.decodeIfPresent([Residue].self, forKey: .changed) ?? []
    }
}

/// An object of the host.
package struct Residue: Sendable, Hashable, Codable, Comparable {
    package enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
        case process, zombie, mount, cgroup, namespace, link, qdisc, socket, fifo, file, loop
        /// A device-mapper device.
        case device
    }

    package var kind: Kind
    /// What it is, with the trial's own names still in it.
    package var identity: String
    /// More to show: a command line, a mount's source.
    package var detail: String

    package init(kind: Kind, identity: String, detail: String = "") {
        self.kind = kind
        self.identity = identity
        self.detail = detail
    }

    package static func < (a: Residue, b: Residue) -> Bool {
        (a.kind.rawValue, a.identity, a.detail) < (b.kind.rawValue, b.identity, b.detail)
    }
}
