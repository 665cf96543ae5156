import Facets

extension Observation {
    /// Writes the same document that `encode(to:)` describes; a property test holds the two together.
    func write(into json: inout JSONWriter) {
        json.beginObject()
        json.key("number")
        json.integer(number)
        json.key("at")
        json.integer(at)
        if let step {
            json.key("step")
            step.write(into: &json)
        }
        what.write(into: &json)
        json.endObject()
    }
}

extension StepReference {
    fileprivate func write(into json: inout JSONWriter) {
        json.beginObject()
        json.key("subject")
        json.string(subject)
        json.key("name")
        json.strings(name)
        json.key("iteration")
        json.beginArray()
        for number in iteration { json.integer(number) }
        json.endArray()
        json.endObject()
    }
}

extension Observed {
    fileprivate func write(into json: inout JSONWriter) {
        switch self {
        case .anchors(let anchors):
            json.key("anchors")
            anchors.write(into: &json)
        case .bound(let binding):
            json.key("bound")
            binding.write(into: &json)
        case .stepBegan(let verb):
            json.key("stepBegan")
            json.string(verb)
        case .stepEnded(let end):
            json.key("stepEnded")
            end.write(into: &json)
        case .call(let call):
            json.key("call")
            call.write(into: &json)
        case .program(let program):
            json.key("program")
            program.write(into: &json)
        case .event(let event):
            json.key("event")
            event.write(into: &json)
        case .asked(let asked):
            json.key("asked")
            asked.write(into: &json)
        case .replied(let replied):
            json.key("replied")
            replied.write(into: &json)
        case .output(let output):
            json.key("output")
            output.write(into: &json)
        case .outputEnded(let end):
            json.key("outputEnded")
            end.write(into: &json)
        case .systemLog(let record):
            json.key("systemLog")
            json.beginObject()
            json.key("way")
            json.string(record.way.rawValue)
            json.key("bytes")
            json.base64(record.bytes.bytes)
            json.endObject()
        case .log(let bytes):
            json.key("log")
            json.base64(bytes.bytes)
        case .exited(let exit):
            json.key("exited")
            exit.write(into: &json)
        case .host(let difference):
            json.key("host")
            difference.write(into: &json)
        case .posture(let posture):
            json.key("posture")
            posture.write(into: &json)
        case .footprint(let footprint):
            json.key("footprint")
            footprint.write(into: &json)
        case .hang(let hang):
            json.key("hang")
            json.beginObject()
            json.key("deadlineNanoseconds")
            json.integer(hang.deadlineNanoseconds)
            json.key("stacks")
            json.strings(hang.stacks)
            json.endObject()
        case .violation(let text):
            json.key("violation")
            json.string(text)
        case .infrastructure(let failure):
            json.key("infrastructure")
            failure.write(into: &json)
        case .mark(let name):
            json.key("mark")
            json.string(name)
        }
    }
}

extension StepEnd {
    fileprivate func write(into json: inout JSONWriter) {
        switch self {
        case .done: json.string("done")
        case .skipped(let blame): json.member("skipped") { $0.string(blame) }
        case .hung(let deadline): json.member("hung") { $0.integer(deadline) }
        case .unsupported(let why): json.member("unsupported") { $0.string(why) }
        }
    }
}

extension ProgramEnd {
    func write(into json: inout JSONWriter) {
        switch self {
        case .exited(let code): json.member("exited") { $0.integer(code) }
        case .signalled(let signal): json.member("signalled") { $0.integer(signal) }
        case .timedOut: json.string("timedOut")
        case .notStarted(let why): json.member("notStarted") { $0.string(why) }
        }
    }
}

extension CallOutcome {
    func write(into json: inout JSONWriter) {
        switch self {
        case .answered(let bytes): json.member("answered") { $0.base64(bytes.bytes) }
        case .refused(let code, let message, let details):
            json.member("refused") { json in
                json.beginObject()
                json.key("code")
                json.integer(code)
                json.key("message")
                json.string(message)
                json.key("details")
                json.base64(details.bytes)
                json.endObject()
            }
        case .timedOut: json.string("timedOut")
        case .broken(let why): json.member("broken") { $0.string(why) }
        }
    }
}

extension JSONWriter {
    /// An object of one member.
    fileprivate mutating func member(_ name: StaticString, _ value: (inout JSONWriter) -> Void) {
        beginObject()
        key(name)
        value(&self)
        endObject()
    }
}
