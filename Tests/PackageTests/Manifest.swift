import Foundation
import Testing

/// The package's own description: its targets and what they depend on.
struct Manifest: Decodable, Sendable {
    struct Target: Decodable, Sendable {
        var name: String
        var type: String
        /// Given only where it is not the usual one: programs that tests start lie under `Tests/Fixtures`.
        var path: String?
        var dependencies: [Dependency]
    }

    /// One dependency: SwiftPM writes `{"byName": ["Facets", null]}` or `{"product": ["Yams", "Yams", null, null]}`.
    struct Dependency: Decodable, Sendable {
        var name: String

        init(from decoder: any Decoder) throws {
            let kinds = try decoder.singleValueContainer().decode([String: [Part?]].self)
            guard let first = kinds.values.first?.first, case .name(let name)? = first else {
                throw DecodingError.dataCorrupted(
                    .init(codingPath: decoder.codingPath, debugDescription: "a dependency without a name"))
            }
            self.name = name
        }

        private enum Part: Decodable {
            case name(String)
            case condition

            init(from decoder: any Decoder) throws {
                self = (try? decoder.singleValueContainer().decode(String.self)).map(Part.name) ?? .condition
            }
        }
    }

    var targets: [Target]

    /// The targets that are modules of the product, not tests nor programs for tests.
    var modules: [Target] { targets.filter { $0.type != "test" && $0.path?.hasPrefix("Tests/") != true } }

    static func ofThisPackage() async throws -> Manifest { try await read.value }

    private static let read = Task { try await ask() }

    /// Asks SwiftPM, which only evaluates the manifest: in a folder of its own, because the clone's is locked by the
    /// `swift test` that runs this, and SwiftPM would wait for it for ever.
    private static func ask() async throws -> Manifest {
        let folder = FileManager.default.temporaryDirectory.appending(path: "kumite-manifest-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let path = folder + "/manifest.json"
        let words = ["swift", "package", "--package-path", Clone.root.path, "--scratch-path", folder + "/build"]
        // SwiftPM leaves its lock files in the folder for temporary ones.
        let code = try await runProgram(words + ["dump-package"], environment: ["TMPDIR": folder], output: path)
        try #require(code == 0, "swift package dump-package failed")
        return try JSONDecoder().decode(Manifest.self, from: Data(contentsOf: URL(filePath: path)))
    }
}
