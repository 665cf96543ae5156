import Foundation

/// The one byte form of a facet set: a line of JSON for each facet, sorted by the UTF-8 of the paths' components.
///
/// `{"path":["main","wait","exit"],"state":{"seen":{"int":0}}}`. Record members are sorted, numbers have one spelling,
/// so two sets are equal exactly when their bytes are. The SHA-256 of the bytes is the set's name in an archive.
extension FacetSet {
    /// The most bytes that a canonical form may have.
    package static let byteLimit = 64 << 20

    /// The canonical bytes.
    package var canonical: [UInt8] {
        var json = JSONWriter(reserving: 64 * states.count)
        let sorted = states.sorted { $0.key.precedesByUTF8($1.key) }
        for (path, state) in sorted {
            json.beginObject()
            json.key("path")
            json.strings(path.components)
            json.key("state")
            state.write(into: &json)
            json.endObject()
            json.endLine()
        }
        return json.bytes
    }

    /// The SHA-256 of the canonical bytes, hexadecimal: the set's name.
    package var name: String { SHA256.digest(of: canonical).hexadecimal }

    /// Reads canonical bytes; those of another order are accepted, a path that comes twice is not.
    ///
    /// - Throws: `FacetError` when they are no facet set.
    package init(canonical bytes: [UInt8]) throws {
        guard bytes.count <= Self.byteLimit else { throw FacetError.badSet(line: 0, why: "it is too long") }
        self.init()
        let decoder = JSONDecoder()
        for (number, line) in bytes.split(separator: 0x0a).enumerated() {
            let facet: FacetLine
            do {
                facet = try decoder.decode(FacetLine.self, from: Data(line))
            } catch {
                throw FacetError.badSet(line: number + 1, why: "it is not a path with a state")
            }
            guard states.updateValue(facet.state, forKey: facet.path) == nil else {
                throw FacetError.badSet(line: number + 1, why: "its path came before")
            }
        }
    }
}

private struct FacetLine: Codable {
    var path: FacetPath
    var state: FacetState
}

/// As a list of paths with states, sorted.
extension FacetSet: Codable {
    package init(from decoder: any Decoder) throws {
        let lines = try decoder.singleValueContainer().decode([FacetLine].self)
        self.init(Dictionary(lines.map { ($0.path, $0.state) }) { _, last in last })
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(sorted.map { FacetLine(path: $0.path, state: $0.state) })
    }
}

extension FacetPath {
    fileprivate func precedesByUTF8(_ other: FacetPath) -> Bool {
        components.lexicographicallyPrecedes(other.components) { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }
}

extension FacetState {
    fileprivate func write(into json: inout JSONWriter) {
        switch self {
        case .absent: json.string("absent")
        case .seen(let value):
            json.beginObject()
            json.key("seen")
            value.write(into: &json)
            json.endObject()
        case .hidden(let why):
            json.beginObject()
            json.key("hidden")
            json.string(why)
            json.endObject()
        case .unreached(let step):
            json.beginObject()
            json.key("unreached")
            json.string(step)
            json.endObject()
        }
    }
}

extension FacetValue {
    fileprivate func write(into json: inout JSONWriter) {
        json.beginObject()
        switch self {
        case .bool(let value):
            json.key("bool")
            json.bool(value)
        case .integer(let value):
            json.key("int")
            json.integer(value)
        case .text(let value):
            json.key("text")
            json.string(value)
        case .bytes(let summary):
            json.key("bytes")
            json.beginObject()
            json.key("digest")
            json.string(summary.digest)
            json.key("length")
            json.integer(summary.length)
            json.key("head")
            json.base64(summary.head)
            json.endObject()
        case .list(let values):
            json.key("list")
            Self.write(values, into: &json)
        case .bag(let values):
            json.key("bag")
            Self.write(values.sorted(), into: &json)
        case .record(let members):
            json.key("record")
            json.beginObject()
            for (name, value) in members.sortedMembers {
                json.key(escaping: name)
                value.write(into: &json)
            }
            json.endObject()
        }
        json.endObject()
    }

    private static func write(_ values: [FacetValue], into json: inout JSONWriter) {
        json.beginArray()
        for value in values { value.write(into: &json) }
        json.endArray()
    }
}
