import Foundation
import Testing

@testable import Kata

@Suite("The shapes of the agent's requests are those of its protocol files")
struct ShapeTests {
    /// What the files in `Protos/AgentAPI/kata` say: the fields of each message, and the request of each method.
    private struct Files {
        var messages: [String: [(number: Int, name: String, type: String)]] = [:]
        var methods: [(service: String, name: String, request: String)] = []

        init() throws {
            let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
                .deletingLastPathComponent().deletingLastPathComponent()
            for (file, package) in [
                ("agent", "grpc"), ("health", "grpc"), ("hypervisor", "hypervisor"), ("oci", ""), ("types", "types"),
            ] {
                let url = root.appending(path: "Protos/AgentAPI/kata/\(file).proto")
                read(try String(contentsOf: url, encoding: .utf8), package)
            }
        }

        private mutating func read(_ text: String, _ package: String) {
            var (message, service, isEnum) = ("", "", false)
            for line in text.split(separator: "\n").map({ $0.trimmingCharacters(in: .whitespaces) }) {
                let words = line.split { " ;{}()=".contains($0) }.map(String.init)
                if line.hasPrefix("message "), !isEnum { message = (package == "types" ? "types." : "") + words[1] }
                if line.hasPrefix("message ") { messages[message] = messages[message] ?? [] }
                if line.hasPrefix("service ") { service = "\(package).\(words[1])" }
                if line.hasPrefix("enum ") { isEnum = true }
                if line.hasPrefix("rpc ") { methods.append((service, words[1], words[2])) }
                if line.hasPrefix("}") {
                    if isEnum { isEnum = false } else { (message, service) = ("", "") }
                }
                guard !message.isEmpty, !isEnum, !line.hasPrefix("//"), line.hasSuffix(";"),
                    let number = words.last.flatMap({ Int($0) })
                else { continue }
                let type = line.hasPrefix("map<") ? "map" : words[words.count - 3]
                messages[message]?.append((number, words[words.count - 2], type))
            }
        }
    }

    /// Fields that are taken out of the record before anything reads them: file contents, entropy, tables.
    private static let data: Set = ["data"]

    @Test("every method is known, and every field of it, down to the last")
    func fits() throws {
        let files = try Files()
        #expect(files.methods.count > 40)
        for method in files.methods {
            // Their fields are not written down.
            guard !method.name.hasPrefix("MemAgent") else { continue }
            guard let shape = Shape.request(method.service, method.name) else {
                Issue.record("\(method.service)/\(method.name) has no shape")
                continue
            }
            compare(shape, files, method.request, "\(method.name)")
        }
    }

    private func compare(_ shape: [Shape.Field], _ files: Files, _ name: String, _ place: String) {
        guard let fields = files.messages[name] ?? files.messages["types." + name] else {
            Issue.record("\(place): there is no message \(name)")
            return
        }
        let known = fields.filter { !Self.data.contains($0.name) && !["Solaris", "Windows"].contains($0.type) }
        var numbers = Set(shape.map(\.number))
        #expect(numbers.count == shape.count, "\(place): a number stands twice")
        for field in known { numbers.remove(field.number) }
        #expect(numbers.isEmpty, "\(place): the protocol has no \(numbers.sorted())")
        for field in known {
            guard let own = shape.first(where: { $0.number == field.number }) else {
                Issue.record("\(place): \(field.name) (\(field.number)) has no shape")
                continue
            }
            let here = "\(place).\(field.name)"
            let type = field.type.hasPrefix("types.") ? String(field.type.dropFirst(6)) : field.type
            switch own.shape {
            case .message(let inner), .records(let inner), .recordBag(let inner):
                compare(inner, files, type, here)
            case .keyed(let key, _, let inner):
                compare(inner + [Shape.Field(key, "key", .text)], files, type, here)
            case .map: #expect(field.type == "map", "\(here)")
            case .text, .list, .bag, .assignments: #expect(field.type == "string", "\(here)")
            case .flag: #expect(field.type == "bool", "\(here)")
            case .number, .numbers: #expect(["uint32", "uint64"].contains(field.type), "\(here)")
            case .signed: #expect(["int32", "int64"].contains(field.type), "\(here)")
            case .word, .presence, .digest, .elsewhere: break
            }
        }
    }

    @Test("random parts of shared paths have names, the same for the same, and nothing else is touched")
    func shares() {
        var names = SharedNames()
        let first = "/run/main-0011223344556677-resolv.conf"
        #expect(names.inPlace(first) == "/run/main-share-resolv.conf")
        #expect(names.inPlace("x-8899aabbccddeeff-resolv.conf/y") == "x-share#2-resolv.conf/y")
        #expect(names.inPlace(first + ":" + first) == "/run/main-share-resolv.conf:/run/main-share-resolv.conf")
        for text in [
            "", "-", "no-0011223344556677", "0011223344556677-x", "a-001122334455667-b", "a-00112233445566778-b",
            "a-001122334455667G-b", "é-0011223344556677x-é",
        ] {
            #expect(names.inPlace(text) == text)
        }
    }
}
