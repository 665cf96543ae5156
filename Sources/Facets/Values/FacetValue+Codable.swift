import Foundation

/// One member that names the kind: `{"int":1}`, `{"text":"…"}`, `{"bytes":{…}}`, `{"bag":[…]}`.
extension FacetValue: Codable {
    private enum Key: String, CodingKey {
        case bool, int, text, bytes, list, bag, record
    }

    package init(from decoder: any Decoder) throws {
        let members = try decoder.container(keyedBy: Key.self)
        guard let key = members.allKeys.first, members.allKeys.count == 1 else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "not exactly one kind of value"))
        }
        switch key {
        case .bool: self = .bool(try members.decode(Bool.self, forKey: key))
        case .int: self = .integer(try members.decode(Int64.self, forKey: key))
        case .text: self = .text(try members.decode(String.self, forKey: key))
        case .bytes: self = .bytes(try members.decode(ByteSummary.self, forKey: key))
        case .list: self = .list(try members.decode([FacetValue].self, forKey: key))
        case .bag: self = .bag(of: try members.decode([FacetValue].self, forKey: key))
        case .record: self = .record(try members.decode([String: FacetValue].self, forKey: key))
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var members = encoder.container(keyedBy: Key.self)
        switch self {
        case .bool(let value): try members.encode(value, forKey: .bool)
        case .integer(let value): try members.encode(value, forKey: .int)
        case .text(let value): try members.encode(value, forKey: .text)
        case .bytes(let value): try members.encode(value, forKey: .bytes)
        case .list(let value): try members.encode(value, forKey: .list)
        case .bag(let value): try members.encode(value, forKey: .bag)
        case .record(let value): try members.encode(value, forKey: .record)
        }
    }
}

/// The first bytes are base64.
extension ByteSummary: Codable {
    private enum Key: String, CodingKey {
        case digest, length, head
    }

    package init(from decoder: any Decoder) throws {
        let members = try decoder.container(keyedBy: Key.self)
        digest = try members.decode(String.self, forKey: .digest)
        length = try members.decode(Int.self, forKey: .length)
        guard let head = Data(base64Encoded: try members.decode(String.self, forKey: .head)) else {
            throw DecodingError.dataCorruptedError(forKey: .head, in: members, debugDescription: "not base64")
        }
        self.head = Array(head)
    }

    package func encode(to encoder: any Encoder) throws {
        var members = encoder.container(keyedBy: Key.self)
        try members.encode(digest, forKey: .digest)
        try members.encode(length, forKey: .length)
        try members.encode(Data(head).base64EncodedString(), forKey: .head)
    }
}
