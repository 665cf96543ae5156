import Foundation
import FoundationXML

/// The rules that the known schemas of JUnit reports have in common, the stricter one where they differ.
///
/// Facts: Ant's `junitreport` (as the `JUnit.xsd` that circulates writes them down) and the one of Jenkins' xunit plugin.
enum JUnitRules {
    /// What an element may and must hold.
    private struct Rule {
        /// Attributes that must be there, and what their values look like.
        var must: [String: Kind] = [:]
        var may: [String: Kind] = [:]
        /// Names of children in their order, each with how many there may be.
        var children: [(names: Set<String>, count: ClosedRange<Int>)] = []
        var hasText = false
    }

    private enum Kind {
        case text, name, number, count, moment

        func fits(_ value: String) -> Bool {
            switch self {
            case .text: true
            case .name: value.contains { !$0.isWhitespace }
            case .number: value.wholeMatch(of: /[0-9]+(\.[0-9]+)?/) != nil
            case .count: value.wholeMatch(of: /[0-9]+/) != nil
            case .moment: value.wholeMatch(of: /[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}/) != nil
            }
        }
    }

    private static let many = 0...1_000_000
    private static let rules: [String: Rule] = [
        "testsuites": Rule(children: [(["testsuite"], many)]),
        "testsuite": Rule(
            must: [
                "name": .name, "timestamp": .moment, "hostname": .name, "tests": .count, "failures": .count,
                "errors": .count, "time": .number, "package": .name, "id": .count,
            ], may: ["skipped": .count],
            children: [
                (["properties"], 1...1), (["testcase"], many), (["system-out"], 1...1), (["system-err"], 1...1),
            ]),
        "properties": Rule(children: [(["property"], many)]),
        "property": Rule(must: ["name": .name, "value": .text]),
        "testcase": Rule(
            must: ["name": .name, "classname": .name, "time": .number],
            children: [(["skipped", "error", "failure"], 0...1)]),
        "skipped": Rule(may: ["message": .text]),
        "failure": Rule(must: ["type": .text], may: ["message": .text], hasText: true),
        "error": Rule(must: ["type": .text], may: ["message": .text], hasText: true),
        "system-out": Rule(hasText: true), "system-err": Rule(hasText: true),
    ]

    /// Every rule that a report breaks.
    ///
    /// - Throws: What the parser says of a document that is not well-formed.
    static func broken(by text: String) throws -> [String] {
        let document = try XMLDocument(data: Data(text.utf8))
        guard let root = document.rootElement(), root.name == "testsuites" else { return ["no testsuites"] }
        return broken(by: root) + counts(root)
    }

    private static func broken(by element: XMLElement) -> [String] {
        let name = element.name ?? ""
        guard let rule = rules[name] else { return ["\(name) is unknown"] }
        var broken: [String] = []
        var values: [String: String] = [:]
        for attribute in element.attributes ?? [] { values[attribute.name ?? ""] = attribute.stringValue ?? "" }
        for missing in rule.must.keys where values[missing] == nil { broken.append("\(name) lacks \(missing)") }
        for (key, value) in values {
            guard let kind = rule.must[key] ?? rule.may[key] else {
                broken.append("\(name) has \(key)")
                continue
            }
            if !kind.fits(value) { broken.append("\(name) has \(key)=\(value)") }
        }
        let nodes = element.children ?? []
        var names = nodes.compactMap { ($0 as? XMLElement)?.name }[...]
        for (allowed, count) in rule.children {
            let run = names.prefix { allowed.contains($0) }.count
            if !count.contains(run) { broken.append("\(name) has \(run) of \(allowed.sorted())") }
            names = names.dropFirst(run)
        }
        if let left = names.first { broken.append("\(name) holds \(left) where it must not") }
        let hasText = nodes.contains { $0.kind == .text && $0.stringValue?.contains { !$0.isWhitespace } == true }
        if hasText, !rule.hasText { broken.append("\(name) holds text") }
        return broken + nodes.compactMap { $0 as? XMLElement }.flatMap(Self.broken)
    }

    /// What a suite says of its cases is so.
    private static func counts(_ root: XMLElement) -> [String] {
        root.elements(forName: "testsuite").flatMap { suite -> [String] in
            let cases = suite.elements(forName: "testcase")
            let counted =
                [("tests", cases.count)]
                + [("failures", "failure"), ("errors", "error"), ("skipped", "skipped")].map { key, child in
                    (key, cases.count { !$0.elements(forName: child).isEmpty })
                }
            return counted.filter { suite.attribute(forName: $0.0)?.stringValue != "\($0.1)" }.map {
                "\($0.0) is not \($0.1)"
            }
        }
    }
}
