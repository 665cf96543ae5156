/// A case without a value is a word, one with a value an object of one member: `"done"`, `{"skipped":"doomed"}`.
private struct Ending {
    let word: String
    let members: KeyedDecodingContainer<AnyKey>?

    init(from decoder: any Decoder) throws {
        if let word = try? decoder.singleValueContainer().decode(String.self) {
            self.word = word
            members = nil
            return
        }
        let members = try decoder.container(keyedBy: AnyKey.self)
        guard let key = members.allKeys.first, members.allKeys.count == 1 else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "not one word or member"))
        }
        word = key.stringValue
        self.members = members
    }

    func value<Value: Decodable>(_ type: Value.Type = Value.self) throws -> Value {
        guard let members else { throw unknown }
        return try members.decode(type, forKey: AnyKey(word))
    }

    var unknown: DecodingError {
        DecodingError.dataCorrupted(.init(codingPath: [AnyKey(word)], debugDescription: "unknown case"))
    }
}

private struct AnyKey: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }

    init(_ name: String) { stringValue = name }
    init?(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
}

extension Encoder {
    fileprivate func word(_ text: String) throws {
        var container = singleValueContainer()
        try container.encode(text)
    }

    fileprivate func member(_ name: String, _ value: some Encodable) throws {
        var members = container(keyedBy: AnyKey.self)
        try members.encode(value, forKey: AnyKey(name))
    }
}

extension StepEnd: Codable {
    package init(from decoder: any Decoder) throws {
        let ending = try Ending(from: decoder)
        switch ending.word {
        case "done": self = .done
        case "skipped": self = .skipped(blame: try ending.value())
        case "hung": self = .hung(deadlineNanoseconds: try ending.value())
        case "unsupported": self = .unsupported(try ending.value())
        default: throw ending.unknown
        }
    }

    package func encode(to encoder: any Encoder) throws {
        switch self {
        case .done: try encoder.word("done")
        case .skipped(let blame): try encoder.member("skipped", blame)
        case .hung(let deadline): try encoder.member("hung", deadline)
        case .unsupported(let why): try encoder.member("unsupported", why)
        }
    }
}

extension ProgramEnd: Codable {
    package init(from decoder: any Decoder) throws {
        let ending = try Ending(from: decoder)
        switch ending.word {
        case "exited": self = .exited(try ending.value())
        case "signalled": self = .signalled(try ending.value())
        case "timedOut": self = .timedOut
        case "notStarted": self = .notStarted(try ending.value())
        default: throw ending.unknown
        }
    }

    package func encode(to encoder: any Encoder) throws {
        switch self {
        case .exited(let code): try encoder.member("exited", code)
        case .signalled(let signal): try encoder.member("signalled", signal)
        case .timedOut: try encoder.word("timedOut")
        case .notStarted(let why): try encoder.member("notStarted", why)
        }
    }
}

extension CallOutcome: Codable {
    private struct Refusal: Codable {
        var code: Int32
        var message: String
        var details: RawBytes
    }

    package init(from decoder: any Decoder) throws {
        let ending = try Ending(from: decoder)
        switch ending.word {
        case "answered": self = .answered(try ending.value())
        case "refused":
            let refusal = try ending.value(Refusal.self)
            self = .refused(code: refusal.code, message: refusal.message, details: refusal.details)
        case "timedOut": self = .timedOut
        case "broken": self = .broken(try ending.value())
        default: throw ending.unknown
        }
    }

    package func encode(to encoder: any Encoder) throws {
        switch self {
        case .answered(let bytes): try encoder.member("answered", bytes)
        case .refused(let code, let message, let details):
            try encoder.member("refused", Refusal(code: code, message: message, details: details))
        case .timedOut: try encoder.word("timedOut")
        case .broken(let why): try encoder.member("broken", why)
        }
    }
}
