import Facets
import Recordings

/// Turns a request into facets by its shape: only what is said, for proto3 doesn't tell zero from none.
///
/// A field that no shape knows, or that comes with another wire type, shows as `unknown/N`.
struct ShapeReader {
    private let names: NamesInPlace
    private var shares = SharedNames()
    private(set) var values: [(path: [String], value: FacetValue)] = []

    /// The most values of one request; a specification of a thousand mounts fits.
    static let most = 5000
    /// The most of a text that is shown; what is longer is summed up.
    private static let textBytes = 1024
    private static let nameCharacters = 256
    private static let unknownLimit = 16

    init(_ names: NamesInPlace) {
        self.names = names
    }

    mutating func read(_ fields: [Wire.Field], _ shape: [Shape.Field], below path: [String] = []) {
        for part in shape {
            let own = fields.filter { $0.number == part.number && Self.fits($0.value, part.shape) }
            if !own.isEmpty { read(own, part, path + [part.name]) }
        }
        unknown(fields, shape, path)
    }

    private mutating func read(_ own: [Wire.Field], _ part: Shape.Field, _ path: [String]) {
        let number = part.number
        switch part.shape {
        case .elsewhere: break
        case .number: own.varint(number).map { if $0 != 0 { add(path, Self.integer($0)) } }
        case .signed: own.varint(number).map { if $0 != 0 { add(path, .integer(Int64(bitPattern: $0))) } }
        case .flag: if own.varint(number) ?? 0 != 0 { add(path, .bool(true)) }
        case .text: if let bytes = own.run(number), !bytes.isEmpty { add(path, text(bytes)) }
        case .presence: add(path, .text("set"))
        case .word(let words):
            let value = own.varint(number) ?? 0
            let word = Int(exactly: value).flatMap { words.indices.contains($0) ? words[$0] : nil }
            add(path, .text(word ?? "\(part.name):\(value)"))
        case .list: add(path, .list(own.runs.map { text($0) }))
        case .bag: add(path, .bag(of: own.runs.map { text($0) }))
        case .assignments:
            var counts: [String: Int] = [:]
            for bytes in own.runs {
                let plain = name(Array(bytes.prefix { $0 != UInt8(ascii: "=") }))
                counts[plain, default: 0] += 1
                let count = counts[plain] ?? 1
                let value = bytes.drop { $0 != UInt8(ascii: "=") }.dropFirst()
                add(path + [count == 1 ? plain : "\(plain)#\(count)"], text(Array(value)))
            }
        case .numbers: add(path, .bag(of: own.numbers.map(Self.integer)))
        case .message(let inner): read(own.message(number) ?? [], inner, below: path)
        case .keyed(let key, let ordered, let inner): keyed(own, key, ordered, inner, path)
        case .records(let inner): add(path, .list(own.runs.map { record($0, inner) }))
        case .recordBag(let inner): add(path, .bag(of: own.runs.map { record($0, inner) }))
        case .map:
            for bytes in own.runs {
                guard case .success(let entry) = Wire.fields(of: bytes) else { continue }
                add(path + [name(entry.run(1) ?? [])], text(entry.run(2) ?? []))
            }
        case .digest: add(path, .bytes(ByteSummary(of: own.runs.flatMap { $0 })))
        }
    }

    private mutating func keyed(
        _ own: [Wire.Field], _ key: Int, _ ordered: Bool, _ inner: [Shape.Field], _ path: [String]
    ) {
        var counts: [String: Int] = [:]
        var keys: [FacetValue] = []
        for bytes in own.runs {
            guard case .success(let fields) = Wire.fields(of: bytes) else {
                keys.append(.text("malformed"))
                continue
            }
            let plain = name(fields.run(key) ?? [])
            counts[plain, default: 0] += 1
            let count = counts[plain] ?? 1
            let name = count == 1 ? plain : "\(plain)#\(count)"
            keys.append(.text(name))
            read(fields.filter { $0.number != key }, inner, below: path + [name])
        }
        add(path, ordered ? .list(keys) : .bag(of: keys))
    }

    /// A message as one value.
    private mutating func record(_ bytes: [UInt8], _ shape: [Shape.Field]) -> FacetValue {
        guard case .success(let fields) = Wire.fields(of: bytes) else { return .text("malformed") }
        var inner = self
        inner.values = []
        inner.read(fields, shape)
        shares = inner.shares
        return .record(
            Dictionary(inner.values.map { ($0.path.joined(separator: "/"), $0.value) }) { first, _ in first })
    }

    private mutating func unknown(_ fields: [Wire.Field], _ shape: [Shape.Field], _ path: [String]) {
        var byNumber: [Int: [FacetValue]] = [:]
        for field in fields {
            let known = shape.contains { $0.number == field.number && Self.fits(field.value, $0.shape) }
            guard !known, byNumber[field.number, default: []].count < Self.unknownLimit else { continue }
            let value: FacetValue =
                switch field.value {
                case .varint(let number), .fixed64(let number): Self.integer(number)
                case .fixed32(let number): .integer(Int64(number))
                case .run(let bytes): text(bytes)
                case .group: .text("group")
                }
            byNumber[field.number, default: []].append(value)
        }
        for (number, values) in byNumber.sorted(by: { $0.key < $1.key }).prefix(Self.unknownLimit) {
            add(path + ["unknown", String(number)], values.count == 1 ? values[0] : .list(values))
        }
    }

    private mutating func add(_ path: [String], _ value: FacetValue) {
        guard values.count < Self.most else { return }
        values.append((path, value))
    }

    private mutating func text(_ bytes: [UInt8]) -> FacetValue {
        guard bytes.count <= 64 << 10, let text = String(validating: bytes, as: UTF8.self) else {
            return .bytes(ByteSummary(of: bytes))
        }
        let named = shares.inPlace(names.text(text))
        return named.utf8.count <= Self.textBytes ? .text(named) : .bytes(ByteSummary(of: Array(named.utf8)))
    }

    /// Bytes as a component of a path.
    private mutating func name(_ bytes: [UInt8]) -> String {
        let text = shares.inPlace(names.text(String(decoding: bytes.prefix(4096), as: UTF8.self)))
        return text.isEmpty ? "none" : String(text.prefix(Self.nameCharacters))
    }

    private static func integer(_ value: UInt64) -> FacetValue {
        Int64(exactly: value).map(FacetValue.integer) ?? .text(String(value))
    }

    private static func fits(_ value: Wire.Value, _ shape: Shape) -> Bool {
        switch (value, shape) {
        case (_, .elsewhere), (_, .presence): true
        case (.varint, .number), (.varint, .signed), (.varint, .flag), (.varint, .word), (.varint, .numbers): true
        case (.run, .number), (.run, .signed), (.run, .flag), (.run, .word): false
        case (.run, _): true
        default: false
        }
    }
}

extension [Wire.Field] {
    fileprivate var runs: [[UInt8]] {
        compactMap { field in
            guard case .run(let bytes) = field.value else { return nil }
            return bytes
        }
    }

    /// Numbers of a repeated field: one by one, or packed into a run.
    fileprivate var numbers: [UInt64] {
        flatMap { field -> [UInt64] in
            switch field.value {
            case .varint(let number): return [number]
            case .run(let bytes):
                var all: [UInt64] = []
                var (value, shift) = (UInt64(0), UInt64(0))
                for byte in bytes {
                    if shift < 64 { value |= UInt64(byte & 0x7f) << shift }
                    shift += 7
                    guard byte < 0x80 else { continue }
                    all.append(value)
                    (value, shift) = (0, 0)
                }
                return all
            default: return []
            }
        }
    }
}
