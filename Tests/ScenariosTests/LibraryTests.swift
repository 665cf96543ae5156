import Documents
import Foundation
import Scenarios
import Testing

/// The files of the package's own library, as they stand in the clone.
enum LibraryFiles {
    static let root = URL(filePath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
        .deletingLastPathComponent()
        .deletingLastPathComponent()

    /// Every scenario file, by its path from the package's root.
    static let scenarios: [String] = {
        let folder = root.appending(path: "Scenarios")
        let names = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String } ?? []
        return names.filter { $0.hasSuffix(".yaml") }.map { "Scenarios/\($0)" }.sorted()
    }()

    static func bytes(_ file: String) throws -> [UInt8] {
        Array(try Data(contentsOf: root.appending(path: file)))
    }

    static func load(_ file: String) throws -> ScenarioFile {
        ScenarioFile.load(try bytes(file), file: file)
    }
}

@Suite("The library")
struct LibraryTests {
    @Test("every file loads without a complaint", arguments: LibraryFiles.scenarios)
    func loads(file: String) throws {
        let loaded = try LibraryFiles.load(file)
        #expect(loaded.diagnostics.map(\.description) == [])
        #expect(!loaded.scenarios.isEmpty)
    }
}
