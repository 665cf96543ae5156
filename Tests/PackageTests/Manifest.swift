import Foundation
import Testing

/// The package's own description: its targets and what they depend on.
struct Manifest: Decodable {
    struct Target: Decodable {
        var name: String
        var type: String
        var dependencies: [Dependency]
    }

    /// One dependency: SwiftPM writes `{"byName": ["Facets", null]}` or `{"product": ["Yams", "Yams", null, null]}`.
    struct Dependency: Decodable {
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

    static func ofThisPackage() throws -> Manifest { try read.get() }

    private static let read = Result { try ask() }

    /// Asks SwiftPM, which only evaluates the manifest: in a folder of its own, because the clone's is locked by the
    /// `swift test` that runs this, and SwiftPM would wait for it for ever.
    private static func ask() throws -> Manifest {
        let folder = FileManager.default.temporaryDirectory.appending(path: "kumite-manifest-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let path = folder + "/manifest.json"
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, path, O_WRONLY | O_CREAT | O_EXCL, 0o600)
        let words = [
            "swift", "package", "--package-path", Clone.root.path, "--scratch-path", folder + "/build", "dump-package",
        ]
        let argv = words.map { strdup($0) } + [nil]
        // SwiftPM leaves its lock files in the folder for temporary ones.
        let variables = ProcessInfo.processInfo.environment.merging(["TMPDIR": folder]) { $1 }
        let environment = variables.map { strdup("\($0)=\($1)") } + [nil]
        defer { (argv + environment).forEach { free($0) } }
        var child: pid_t = 0
        try #require(posix_spawnp(&child, "swift", &actions, nil, argv, environment) == 0, "there is no swift in PATH")
        var status: Int32 = 0
        while waitpid(child, &status, 0) < 0, errno == EINTR {}
        try #require(status == 0, "swift package dump-package failed")
        return try JSONDecoder().decode(Manifest.self, from: Data(contentsOf: URL(filePath: path)))
    }
}
