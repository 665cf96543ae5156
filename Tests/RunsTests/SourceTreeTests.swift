import Coverage
import Foundation
import Linux
import Testing

@testable import Runs

@Suite("The source of a build")
struct SourceTreeTests {
    private static let stop = "package x\n\nfunc Stop() {\n}\n"

    private func function(_ file: String, line: Int = 3, _ name: String = "Stop") -> CoveredBuild.Function {
        CoveredBuild.Function(file: file, line: line, symbol: CodeSymbol(name: name))
    }

    /// A folder with `tree/runtime/service.go`, and beside the tree what nobody may see.
    private func inFolder(_ body: (String) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "kumite-source-\(UUID().uuidString)").path
        defer { _ = Files.removeTree(folder) }
        try Files.makeDirectories("\(folder)/tree/runtime")
        try Files.write("\(folder)/tree/runtime/service.go", Array(Self.stop.utf8))
        try Files.write("\(folder)/secret.go", Array(Self.stop.utf8))
        try Files.makeLink("\(folder)/tree/linked.go", to: "\(folder)/secret.go")
        try Files.makeLink("\(folder)/tree/out", to: folder)
        try body(folder)
    }

    @Test(
        "a file is found by the end of the path that the tool chain wrote, under an import path or an absolute folder")
    func found() throws {
        try inFolder { folder in
            let tree = try SourceTree("\(folder)/tree")
            for file in ["example.org/shim/runtime/service.go", "/build/x/runtime/service.go", "runtime/service.go"] {
                let function = function(file)
                #expect(tree.excerpts(of: [function])[function]?.lines == ["func Stop() {", "}"], "\(file)")
            }
            // Of another version: the function is elsewhere by now.
            #expect(tree.excerpts(of: [function("runtime/service.go", line: 1, "New")]).isEmpty)
        }
    }

    @Test(
        "nothing outside of the folder is read, by no path and through no link",
        arguments: [
            "../secret.go", "runtime/../../secret.go", "linked.go", "out/secret.go", "x/linked.go", "secret.go",
            "/etc/passwd", "", "/", "runtime", "runtime/", "runtime/service.go\u{0}", "./../secret.go",
            String(repeating: "a/", count: 4000) + "service.go", String(repeating: "b", count: 70_000),
        ])
    func hostile(_ file: String) throws {
        try inFolder { folder in
            let all = try SourceTree("\(folder)/tree").excerpts(of: [function(file), function(file, line: 1, "root")])
            #expect(all.isEmpty)
        }
    }

    @Test("a link that the user names is followed, and a folder that is not there is told")
    func named() throws {
        try inFolder { folder in
            try Files.makeLink("\(folder)/link", to: "\(folder)/tree")
            let function = function("runtime/service.go")
            #expect(try SourceTree("\(folder)/link").excerpts(of: [function]).count == 1)
            #expect(throws: RunError.self) { try SourceTree("\(folder)/none") }
            #expect(throws: RunError.self) { try SourceTree("\(folder)/secret.go") }
        }
    }
}
