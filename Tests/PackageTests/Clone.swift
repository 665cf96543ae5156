import Foundation
import Testing

/// The clone that the tests were built in.
enum Clone {
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    static func text(_ path: String) throws -> String {
        try String(contentsOf: root.appending(path: path), encoding: .utf8)
    }

    /// The names of the folders in a folder.
    static func folders(in path: String) throws -> Set<String> {
        let children = try FileManager.default.contentsOfDirectory(
            at: root.appending(path: path), includingPropertiesForKeys: [.isDirectoryKey])
        return Set(children.filter(\.hasDirectoryPath).map(\.lastPathComponent))
    }

    /// Every Swift file below a folder, but those that generators wrote.
    static func sources(in path: String) throws -> [Source] {
        let folder = root.appending(path: path)
        let walk = try #require(FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil))
        var found: [Source] = []
        for case let file as URL in walk where file.pathExtension == "swift" {
            guard !file.lastPathComponent.hasSuffix(".pb.swift") else { continue }
            found.append(Source(path: file.path, text: try String(contentsOf: file, encoding: .utf8)))
        }
        return found.sorted { $0.path < $1.path }
    }
}

/// One Swift file.
struct Source {
    let path: String
    let text: String

    /// The lines that hold a word, without their comments, numbered from 1. Good enough for looking for forbidden
    /// words: a `//` inside a string ends the line too early, never too late.
    func lines(holding word: String) -> [(number: Int, text: Substring)] {
        guard text.contains(word) else { return [] }
        return text.split(separator: "\n", omittingEmptySubsequences: false).enumerated().compactMap { index, line in
            guard line.contains(word) else { return nil }
            let code = line.range(of: "//").map { line[..<$0.lowerBound] } ?? line
            return code.contains(word) ? (index + 1, code) : nil
        }
    }

    /// The modules that it imports, whatever stands before or behind `import`.
    var imports: [(number: Int, module: String)] {
        lines(holding: "import").compactMap { number, line in
            let words = line.split { $0 == " " || $0 == ";" }
            guard let position = words.firstIndex(of: "import") else { return nil }
            let qualifiers: Set<Substring> = [
                "public", "package", "internal", "private", "fileprivate", "@testable", "@_exported",
                "@preconcurrency", "@_implementationOnly",
            ]
            guard words[..<position].allSatisfy({ qualifiers.contains($0) || $0.hasPrefix("@_spi(") }) else {
                return nil
            }
            var rest = words[(position + 1)...]
            let kinds: Set<Substring> = ["struct", "class", "enum", "protocol", "func", "var", "let", "typealias"]
            if let first = rest.first, kinds.contains(first) { rest = rest.dropFirst() }
            guard let name = rest.first?.split(separator: ".").first else { return nil }
            return (number, String(name))
        }
    }
}
