import Foundation
import Glibc
import Testing

@Suite("Generated code")
struct GeneratedCodeTests {
    /// The package's root, from this file's place in it.
    private static let root = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    private static let modules = ["TTRPC", "ShimAPI", "AgentAPI"]

    /// The files below a folder with this ending, relative to the root.
    private static func files(below folder: String, ending: String) throws -> [String] {
        try FileManager.default.subpathsOfDirectory(atPath: root.appendingPathComponent(folder).path)
            .filter { $0.hasSuffix(ending) }.map { "\(folder)/\($0)" }
    }

    @Test("the generated Swift is that of the .proto files: else run ci/generate and commit", arguments: modules)
    func current(_ module: String) throws {
        let pipe = try #require(
            popen(
                "cd '\(GeneratedCodeTests.root.path)' && sha256sum --check --quiet Protos/\(module).sha256 2>&1", "re"))
        var output = ""
        var line = [CChar](repeating: 0, count: 4096)
        while fgets(&line, Int32(line.count), pipe) != nil {
            output += String(decoding: line.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        }
        #expect(pclose(pipe) == 0, "\(output)")
    }

    @Test("the manifest names every .proto and every generated file, and no other", arguments: modules)
    func complete(_ module: String) throws {
        let manifest = try String(
            contentsOf: GeneratedCodeTests.root.appendingPathComponent("Protos/\(module).sha256"), encoding: .utf8)
        let named = manifest.split(separator: "\n").filter { !$0.hasPrefix("#") }.map { $0.dropFirst(66).description }
        let present =
            try GeneratedCodeTests.files(below: "Protos/\(module)", ending: ".proto")
            + GeneratedCodeTests.files(below: "Sources/\(module)/Generated", ending: ".swift")
        #expect(named.sorted() == present.sorted())
        #expect(named.count >= 2)
    }
}
