import Foundation
import Testing

@Suite("Layers: no arrow that is not in CONTRIBUTING.md", .timeLimit(.minutes(2)))
struct LayersTests {
    private func layers() throws -> Layers { try Layers(markdown: Clone.text("CONTRIBUTING.md")) }

    @Test("the folders, the targets and the table name the same modules")
    func sameNames() async throws {
        let manifest = try await Manifest.ofThisPackage()
        let modules = Set(manifest.modules.map(\.name))
        #expect(try Clone.folders(in: "Sources") == modules)
        #expect(Set(try layers().modules.keys) == modules)
        let tests = Set(manifest.targets.filter { $0.type == "test" }.map(\.name))
        #expect(try Clone.folders(in: "Tests").subtracting(["Fixtures"]) == tests)
        for test in tests where test != "PackageTests" {
            #expect(modules.contains(String(test.dropLast("Tests".count))), "\(test) mirrors no module")
        }
    }

    @Test("the manifest has no arrow beside the table")
    func manifest() async throws {
        let layers = try layers()
        for target in try await Manifest.ofThisPackage().modules {
            let allowed = layers.closure(of: target.name)
            for dependency in target.dependencies {
                #expect(allowed.contains(dependency.name), "\(target.name) → \(dependency.name)")
            }
        }
    }

    /// What comes with Swift on Linux and belongs to no layer.
    private static let system: Set<String> = ["Foundation", "FoundationEssentials", "Glibc", "Synchronization"]

    @Test("no source file imports beside the table")
    func imports() throws {
        let layers = try layers()
        for (name, module) in layers.modules {
            let allowed = layers.closure(of: name).union(Self.system).subtracting(module.isPure ? ["Glibc"] : [])
            for source in try Clone.sources(in: "Sources/\(name)") {
                for (line, imported) in source.imports where !allowed.contains(imported) {
                    Issue.record("\(source.path):\(line): \(name) must not import \(imported)")
                }
            }
        }
    }

    @Test("the table has no ring, and pure modules stand on pure ones")
    func ranks() throws {
        let layers = try layers()
        for (name, module) in layers.modules where !module.mayImportAll {
            let below = layers.closure(of: name)
            #expect(!below.contains(name), "\(name) stands on itself")
            for other in below where module.isPure {
                #expect(layers.modules[other]?.isPure ?? (other == "Yams"), "\(name) is pure, \(other) is not")
            }
        }
    }

    @Test("no type bears the name of its module")
    func names() throws {
        for name in try layers().modules.keys {
            for source in try Clone.sources(in: "Sources/\(name)") {
                for (line, text) in source.lines(holding: name) {
                    let words = text.split { !$0.isLetter && !$0.isNumber && $0 != "_" }
                    for (kind, type) in zip(words, words.dropFirst())
                    where ["struct", "class", "enum", "actor", "protocol", "typealias"].contains(kind) && type == name {
                        Issue.record("\(source.path):\(line): a type named as its module")
                    }
                }
            }
        }
    }
}
