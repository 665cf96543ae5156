/// One thing that was seen during a trial, raw and stamped; drivers and observers only append them.
package struct Observation: Sendable, Hashable {
    /// Its place in the trial, from 1.
    package var number: Int
    /// When it was seen, CLOCK_MONOTONIC in nanoseconds.
    package var at: UInt64
    /// The step it belongs to, where it belongs to one.
    package var step: StepReference?
    package var what: Observed

    package init(number: Int, at: UInt64, step: StepReference?, what: Observed) {
        self.number = number
        self.at = at
        self.step = step
        self.what = what
    }
}

/// A step of a trial, and which time round.
package struct StepReference: Sendable, Hashable, Codable {
    /// The subject's name: `main`, `web.cat`, `run`.
    package var subject: String
    /// The step's name, one component or, in a branch, more.
    package var name: [String]
    /// Under `repeat`: which time, from 0, outermost first.
    package var iteration: [Int]

    package init(subject: String, name: [String], iteration: [Int] = []) {
        self.subject = subject
        self.name = name
        self.iteration = iteration
    }
}

/// The kinds of things that are seen.
package enum Observed: Sendable, Hashable {
    /// All clocks read together, at the begin and the end of a trial.
    case anchors(Anchors)
    /// A name was given to something of the trial's own.
    case bound(Binding)
    case stepBegan(verb: String)
    case stepEnded(StepEnd)
    case call(CallRecord)
    case program(ProgramRecord)
    case event(EventRecord)
    /// A call of the shim's that arrived at a companion; these two come after what else was seen, by their own times.
    case asked(AskedRecord)
    case replied(RepliedRecord)
    case output(OutputRecord)
    case outputEnded(OutputEnd)
    /// Bytes from the shim's log pipe.
    case log(RawBytes)
    /// What was sent to the system's log, where a trial has one of its own.
    case systemLog(SystemLogRecord)
    /// A process that the trial knows ended.
    case exited(ExitRecord)
    /// What differs between the host before and after.
    case host(HostDifference)
    /// How the trial's processes stand on the host: privileges, namespaces, descriptors.
    case posture(PostureRecord)
    /// What the trial's processes take of the host: memory, threads, descriptors.
    case footprint(FootprintRecord)
    /// A step ran out of time; the stacks of the shim's threads.
    case hang(HangRecord)
    /// The other side broke the protocol.
    case violation(String)
    /// Kumite itself could not carry something out; never counted for or against a shim.
    case infrastructure(InfrastructureFailure)
    /// A moment with a name: `shim-gone`, `clean`.
    case mark(String)
}

/// CLOCK_MONOTONIC, CLOCK_REALTIME and CLOCK_BOOTTIME read together, nanoseconds.
package struct Anchors: Sendable, Hashable, Codable {
    package var monotonic: UInt64
    package var wall: UInt64
    package var boot: UInt64

    package init(monotonic: UInt64, wall: UInt64, boot: UInt64) {
        self.monotonic = monotonic
        self.wall = wall
        self.boot = boot
    }
}

/// A name for something that is a trial's own, so that two trials can be compared.
package struct Binding: Sendable, Hashable, Codable {
    package enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
        /// A container's or exec's id, or the namespace: text that may stand anywhere.
        case id
        /// A folder or file of the trial.
        case path
        /// A socket's address.
        case address
        /// A process id; only replaces fields that are pids, never digits in a text.
        case pid
    }

    package var kind: Kind
    /// What it is in this trial.
    package var value: String
    /// What stands in its place: `main`, `bundle:main`, `pid:main`.
    package var name: String

    package init(kind: Kind, value: String, name: String) {
        self.kind = kind
        self.value = value
        self.name = name
    }
}

/// How a step went.
package enum StepEnd: Sendable, Hashable {
    /// It was carried out; what came of it is in its calls.
    case done
    /// Its object never came to be; the step that is to blame.
    case skipped(blame: String)
    /// It ran out of its deadline.
    case hung(deadlineNanoseconds: UInt64)
    /// This driver or contender has no such thing.
    case unsupported(String)
}

/// Something Kumite itself could not do.
package struct InfrastructureFailure: Sendable, Hashable, Codable, Error {
    package var doing: String
    package var to: String
    package var why: String

    package init(doing: String, to: String, why: String) {
        self.doing = doing
        self.to = to
        self.why = why
    }
}
