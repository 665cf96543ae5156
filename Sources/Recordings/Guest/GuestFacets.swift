import Facets

/// Makes facets of any JSON document: bounded in number, depth and size, whatever the guest says.
///
/// An object is a place in the path; so is a list of objects that have a natural key, by that key. Of both the place
/// itself holds the names in it, so that what is missing as a whole is one difference. Any other list is a bag, unless
/// its order counts; a scalar is a value; `null` is absent.
struct GuestFacets {
    /// More than any report has.
    static let mostFacets = 4000
    /// How deep a value may lie that has a path of its own; what lies deeper is part of a value.
    static let deepest = 6
    /// How many members and elements of one value are looked at.
    static let mostMembers = 1024
    /// The longest component of a path, bytes.
    static let longestName = 128

    private let report: GuestValue
    private let names: Names
    private(set) var all: MessageReader.Facets = []
    /// How many facets there would have been beyond the limit.
    private var beyond = 0

    init(_ report: GuestValue, _ names: Names) {
        self.report = report
        self.names = names
        if case .object(let members) = report {
            for name in members.keys.sorted().prefix(Self.mostMembers) where name != GuestReport.version {
                add(members[name] ?? .null, own: [name], shown: [shown(name)])
            }
        }
        if beyond > 0 { all.append((["beyond"], .seen(.integer(Int64(beyond))))) }
    }

    /// - Parameter own: The path in the report's own names, by which rules are found.
    /// - Parameter shown: The path of the facet.
    private mutating func add(_ value: GuestValue, own: [String], shown path: [String]) {
        var value = value
        var keepsOrder = false
        for rule in GuestRule.all where rule.matches(own) {
            switch rule.treatment {
            case .leaveOut: return
            case .rewrite(let rewrite): value = rewrite(value, report)
            case .keepOrder: keepsOrder = true
            }
        }
        switch value {
        case .null: set(path, .absent)
        case .object(let members) where own.count < Self.deepest:
            add(members.map { ($0.key, $0.value) }, own, path)
        case .list(let elements) where own.count < Self.deepest && !keepsOrder:
            if let keyed = GuestKeys.keyed(elements, own) {
                add(keyed, own, path)
            } else {
                set(path, .seen(.bag(of: elements.prefix(Self.mostMembers).map { self.value($0, depth: own.count) })))
            }
        default: set(path, .seen(self.value(value, depth: own.count)))
        }
    }

    /// Adds what stands under names, and at the place itself the names.
    private mutating func add(_ members: [(key: String, value: GuestValue)], _ own: [String], _ path: [String]) {
        var counts: [String: Int] = [:]
        var placed: [(name: String, key: String, value: GuestValue)] = []
        for (key, value) in members.sorted(by: { $0.key < $1.key }).prefix(Self.mostMembers) {
            let name = shown(key)
            let count = counts[name, default: 0] + 1
            counts[name] = count
            placed.append((count == 1 ? name : "\(name)#\(count)", key, value))
        }
        set(path, .seen(.bag(of: placed.map { .text($0.name) })))
        for member in placed { add(member.value, own: own + [member.key], shown: path + [member.name]) }
        beyond += max(0, members.count - Self.mostMembers)
    }

    private mutating func set(_ path: [String], _ state: FacetState) {
        if all.count < Self.mostFacets { all.append((path, state)) } else { beyond += 1 }
    }

    /// A name from the report as a component, with the trial's own names in place; never empty, never long.
    private func shown(_ name: String) -> String {
        let name = names.inPlace(name)
        guard name.utf8.count > Self.longestName else { return name.isEmpty ? "empty" : name }
        let digest = SHA256.digest(of: Array(name.utf8)).hexadecimal.prefix(12)
        return String(decoding: name.utf8.prefix(Self.longestName - 16), as: UTF8.self) + "~\(digest)"
    }

    /// A value without paths of its own.
    private func value(_ value: GuestValue, depth: Int) -> FacetValue {
        guard depth <= 2 * Self.deepest else { return .text("deeper than is looked at") }
        switch value {
        case .null: return .record(["absent": .bool(true)])
        case .bool(let value): return .bool(value)
        case .integer(let value): return .integer(value)
        case .number(let value): return .text("\(value)")
        case .text(let text): return MessageReader.text(Array(text.utf8), names)
        case .list(let all):
            return .list(all.prefix(Self.mostMembers).map { self.value($0, depth: depth + 1) })
        case .object(let members):
            let kept = members.sorted { $0.key < $1.key }.prefix(Self.mostMembers)
            return .record(
                Dictionary(kept.map { (shown($0.key), self.value($0.value, depth: depth + 1)) }) { first, _ in first })
        }
    }
}

/// By what the elements of a list are told apart.
enum GuestKeys {
    /// The members that can be a key, the most telling first. A list of controllers is one too: that of a cgroup.
    static let names = [
        "target", "at", "controllers", "number", "address", "name", "call", "path", "to", "link", "key", "id",
    ]

    /// The elements with their keys; nil when they have none in common. Variables are told apart by what is before `=`.
    static func keyed(_ elements: [GuestValue], _ path: [String]) -> [(key: String, value: GuestValue)]? {
        if path == ["environment"] { return variables(elements) }
        guard !elements.isEmpty else { return nil }
        for name in names {
            let keys = elements.compactMap { $0[name]?.key }
            guard keys.count == elements.count else { continue }
            // A cgroup of version 2 names no controllers.
            return zip(keys, elements).map { (name == "controllers" && $0.isEmpty ? "v2" : $0, $1) }
        }
        return nil
    }

    private static func variables(_ elements: [GuestValue]) -> [(key: String, value: GuestValue)]? {
        var variables: [(key: String, value: GuestValue)] = []
        for element in elements {
            guard case .text(let text) = element else { return nil }
            let name = text.prefix { $0 != "=" }
            variables.append((String(name), .text(String(text.dropFirst(name.count + 1)))))
        }
        return variables
    }
}
