import Documents
import Foundation
import Scenarios
import Testing

/// The part of JSON Schema that the scenarios' schema uses; what it does not know is a failure, not a pass.
struct SchemaValidator {
    let root: [String: Any]

    init() throws {
        let schema = try JSONSerialization.jsonObject(with: Data(ScenarioSchema.json.utf8))
        root = try #require(schema as? [String: Any])
    }

    /// What is wrong with a value, by its path; empty when it satisfies the schema.
    func problems(_ value: Any, _ schema: [String: Any], at path: String = "") -> [String] {
        var found: [String] = []
        for (key, rule) in schema {
            switch key {
            case "$schema", "$comment", "title", "$defs": continue
            case "$ref":
                let name = (rule as? String ?? "").replacing("#/$defs/", with: "")
                guard let target = (root["$defs"] as? [String: Any])?[name] as? [String: Any] else {
                    found.append("\(path): nothing is called \(name)")
                    continue
                }
                found += problems(value, target, at: path)
            case "anyOf":
                // Most alternatives are verbs that a step does not have; those are not looked into.
                let choices = (rule as? [[String: Any]] ?? []).filter { Self.hasRequired(value, $0) }
                if !choices.contains(where: { problems(value, $0, at: path).isEmpty }) {
                    let why = choices.first.map { problems(value, $0, at: path) } ?? []
                    found.append("\(path): nothing fits; \(why)")
                }
            case "enum":
                let isOne = (rule as? [Any] ?? []).contains { ($0 as? NSObject) == (value as? NSObject) }
                if !isOne { found.append("\(path): \(value) is none of \(rule)") }
            case "type":
                let types = rule as? [String] ?? [rule as? String ?? ""]
                if !types.contains(where: { Self.isOf(value, $0) }) { found.append("\(path): \(value) is no \(types)") }
            case "pattern":
                guard let text = value as? String, let pattern = try? Regex(rule as? String ?? "(") else {
                    if value is String { found.append("\(path): a pattern that is none") }
                    continue
                }
                if text.firstMatch(of: pattern) == nil { found.append("\(path): \(text) does not match \(rule)") }
            case "minItems":
                if let items = value as? [Any], items.count < rule as? Int ?? 0 { found.append("\(path): too few") }
            case "items":
                for (index, item) in (value as? [Any] ?? []).enumerated() {
                    found += problems(item, rule as? [String: Any] ?? [:], at: "\(path)[\(index)]")
                }
            case "required":
                for name in rule as? [String] ?? [] where (value as? [String: Any])?[name] == nil {
                    found.append("\(path): needs \(name)")
                }
            case "properties", "additionalProperties": continue
            default: found.append("the schema says \(key), which this test does not know")
            }
        }
        return found + members(value, schema, at: path)
    }

    private static func hasRequired(_ value: Any, _ schema: [String: Any]) -> Bool {
        guard let names = schema["required"] as? [String] else { return true }
        guard let map = value as? [String: Any] else { return false }
        return names.allSatisfy { map[$0] != nil }
    }

    private func members(_ value: Any, _ schema: [String: Any], at path: String) -> [String] {
        guard let map = value as? [String: Any] else { return [] }
        let properties = schema["properties"] as? [String: Any] ?? [:]
        return map.sorted { $0.key < $1.key }.flatMap { name, inner -> [String] in
            if let own = properties[name] as? [String: Any] { return problems(inner, own, at: "\(path)/\(name)") }
            switch schema["additionalProperties"] {
            case let other as [String: Any]: return problems(inner, other, at: "\(path)/\(name)")
            case let allowed as Bool: return allowed ? [] : ["\(path): no \(name) here"]
            default: return []
            }
        }
    }

    private static func isOf(_ value: Any, _ type: String) -> Bool {
        switch type {
        case "object": value is [String: Any]
        case "array": value is [Any]
        case "string": value is String
        case "boolean": value is Bool
        case "integer": value is Int && !(value is Bool)
        case "number": (value is Int || value is Double) && !(value is Bool)
        case "null": value is NSNull
        default: false
        }
    }
}

/// A document as an editor sees it: plain scalars by the core schema of YAML 1.2.
func asEditorsSeeIt(_ item: Item) -> Any {
    switch item.content {
    case .list(let items): return items.map(asEditorsSeeIt)
    case .map(let entries):
        return Dictionary(uniqueKeysWithValues: entries.map { ($0.key, asEditorsSeeIt($0.value)) })
    case .scalar(let text, plain: false): return text
    case .scalar(let text, plain: true):
        switch text {
        case "", "~", "null": return NSNull()
        case "true": return true
        case "false": return false
        default:
            if let number = Int(text) { return number }
            if let number = Double(text) { return number }
            return text
        }
    }
}

@Suite("The JSON Schema")
struct SchemaTests {
    @Test("the file is what the program prints; `kumite new generated` renews it")
    func current() throws {
        let kept = try String(contentsOf: LibraryFiles.root.appending(path: "Scenarios/schema.json"), encoding: .utf8)
        #expect(kept == ScenarioSchema.json, "renew Scenarios/schema.json with `kumite new generated`")
    }

    @Test("every key that the reader knows has a shape")
    func shapes() {
        #expect(ScenarioSchema.shapeless == [])
    }

    private func problems(_ bytes: [UInt8], _ file: String) throws -> [String] {
        let validator = try SchemaValidator()
        let document = try #require(Document.read(bytes, file: file).document)
        return validator.problems(asEditorsSeeIt(document.root), validator.root)
    }

    @Test("every scenario of the library satisfies it", arguments: LibraryFiles.scenarios)
    func library(file: String) throws {
        let found = try problems(LibraryFiles.bytes(file), file)
        #expect(found == [])
    }

    @Test("so do the design's examples", arguments: [DesignExamples.plain, DesignExamples.full])
    func examples(text: String) throws {
        let found = try problems(Array(text.utf8), "f.yaml")
        #expect(found == [])
    }

    @Test(
        "a mistake does not",
        arguments: [
            "  - { kil: main }", "  - { kill: main }", "  - { wait: main, signal: 9 }", "  - { crash: shm }",
            "  - { wait: main, at: { phase: redy } }", "  - { idle: 2 }", "  - { repeat: 2, steps: [] }",
            "  - { raw: main, method: X, fault: dropp }", "  - { wait: main, expect: { exit: { atleast: 1 } } }",
            "  - { run: main, io: { stdin: file }, process: [probe] }", "  - { observe: [hots] }",
            "  - { sandbox: main, call: pnig }", "  - wait",
        ])
    func mistakes(step: String) throws {
        let found = try problems(Array(scenario(step).utf8), "f.yaml")
        #expect(found != [])
    }
}
