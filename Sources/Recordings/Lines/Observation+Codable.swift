extension Observation: Codable {
    private enum Key: String, CodingKey {
        case number, at, step
    }

    package init(from decoder: any Decoder) throws {
        let members = try decoder.container(keyedBy: Key.self)
        number = try members.decode(Int.self, forKey: .number)
        at = try members.decode(UInt64.self, forKey: .at)
        step = try members.decodeIfPresent(StepReference.self, forKey: .step)
        what = try Observed(from: decoder)
    }

    package func encode(to encoder: any Encoder) throws {
        var members = encoder.container(keyedBy: Key.self)
        try members.encode(number, forKey: .number)
        try members.encode(at, forKey: .at)
        try members.encodeIfPresent(step, forKey: .step)
        try what.encode(to: encoder)
    }
}

extension Observed: Codable {
    private enum Key: String, CodingKey, CaseIterable {
        case anchors, bound, stepBegan, stepEnded, call, program, event, output, outputEnded, log, exited, host, posture
        case footprint, hang, violation, infrastructure, mark, asked, replied, systemLog
    }

    /// Reads the one member that says what was seen; members of later versions beside it are passed over.
    package init(from decoder: any Decoder) throws {
        let members = try decoder.container(keyedBy: Key.self)
        guard let key = members.allKeys.first, members.allKeys.count == 1 else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "not exactly one kind of observation"))
        }
        switch key {
        case .anchors: self = .anchors(try members.decode(Anchors.self, forKey: key))
        case .bound: self = .bound(try members.decode(Binding.self, forKey: key))
        case .stepBegan: self = .stepBegan(verb: try members.decode(String.self, forKey: key))
        case .stepEnded: self = .stepEnded(try members.decode(StepEnd.self, forKey: key))
        case .call: self = .call(try members.decode(CallRecord.self, forKey: key))
        case .program: self = .program(try members.decode(ProgramRecord.self, forKey: key))
        case .event: self = .event(try members.decode(EventRecord.self, forKey: key))
        case .asked: self = .asked(try members.decode(AskedRecord.self, forKey: key))
        case .replied: self = .replied(try members.decode(RepliedRecord.self, forKey: key))
        case .output: self = .output(try members.decode(OutputRecord.self, forKey: key))
        case .outputEnded: self = .outputEnded(try members.decode(OutputEnd.self, forKey: key))
        case .systemLog: self = .systemLog(try members.decode(SystemLogRecord.self, forKey: key))
        case .log: self = .log(try members.decode(RawBytes.self, forKey: key))
        case .exited: self = .exited(try members.decode(ExitRecord.self, forKey: key))
        case .host: self = .host(try members.decode(HostDifference.self, forKey: key))
        case .posture: self = .posture(try members.decode(PostureRecord.self, forKey: key))
        case .footprint: self = .footprint(try members.decode(FootprintRecord.self, forKey: key))
        case .hang: self = .hang(try members.decode(HangRecord.self, forKey: key))
        case .violation: self = .violation(try members.decode(String.self, forKey: key))
        case .infrastructure: self = .infrastructure(try members.decode(InfrastructureFailure.self, forKey: key))
        case .mark: self = .mark(try members.decode(String.self, forKey: key))
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var members = encoder.container(keyedBy: Key.self)
        switch self {
        case .anchors(let value): try members.encode(value, forKey: .anchors)
        case .bound(let value): try members.encode(value, forKey: .bound)
        case .stepBegan(let verb): try members.encode(verb, forKey: .stepBegan)
        case .stepEnded(let value): try members.encode(value, forKey: .stepEnded)
        case .call(let value): try members.encode(value, forKey: .call)
        case .program(let value): try members.encode(value, forKey: .program)
        case .event(let value): try members.encode(value, forKey: .event)
        case .asked(let value): try members.encode(value, forKey: .asked)
        case .replied(let value): try members.encode(value, forKey: .replied)
        case .output(let value): try members.encode(value, forKey: .output)
        case .outputEnded(let value): try members.encode(value, forKey: .outputEnded)
        case .systemLog(let value): try members.encode(value, forKey: .systemLog)
        case .log(let value): try members.encode(value, forKey: .log)
        case .exited(let value): try members.encode(value, forKey: .exited)
        case .host(let value): try members.encode(value, forKey: .host)
        case .posture(let value): try members.encode(value, forKey: .posture)
        case .footprint(let value): try members.encode(value, forKey: .footprint)
        case .hang(let value): try members.encode(value, forKey: .hang)
        case .violation(let value): try members.encode(value, forKey: .violation)
        case .infrastructure(let value): try members.encode(value, forKey: .infrastructure)
        case .mark(let value): try members.encode(value, forKey: .mark)
        }
    }
}
