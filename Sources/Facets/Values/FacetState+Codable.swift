/// `{"seen":VALUE}`, `"absent"`, `{"hidden":"why"}`, `{"unreached":"step"}`.
extension FacetState: Codable {
    private enum Key: String, CodingKey {
        case seen, hidden, unreached
    }

    package init(from decoder: any Decoder) throws {
        if let word = try? decoder.singleValueContainer().decode(String.self) {
            guard word == "absent" else { throw Self.unknown(decoder) }
            self = .absent
            return
        }
        let members = try decoder.container(keyedBy: Key.self)
        guard let key = members.allKeys.first, members.allKeys.count == 1 else { throw Self.unknown(decoder) }
        switch key {
        case .seen: self = .seen(try members.decode(FacetValue.self, forKey: key))
        case .hidden: self = .hidden(try members.decode(String.self, forKey: key))
        case .unreached: self = .unreached(step: try members.decode(String.self, forKey: key))
        }
    }

    package func encode(to encoder: any Encoder) throws {
        switch self {
        case .absent:
            var container = encoder.singleValueContainer()
            try container.encode("absent")
        case .seen(let value):
            var members = encoder.container(keyedBy: Key.self)
            try members.encode(value, forKey: .seen)
        case .hidden(let why):
            var members = encoder.container(keyedBy: Key.self)
            try members.encode(why, forKey: .hidden)
        case .unreached(let step):
            var members = encoder.container(keyedBy: Key.self)
            try members.encode(step, forKey: .unreached)
        }
    }

    private static func unknown(_ decoder: any Decoder) -> DecodingError {
        .dataCorrupted(.init(codingPath: decoder.codingPath, debugDescription: "not a facet's state"))
    }
}
