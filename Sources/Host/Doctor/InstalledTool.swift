import Glibc
import Recordings

/// A program that contenders are made of, as it is installed here.
package struct InstalledTool: Hashable, Sendable, Codable {
    package var name: String
    package var path: String
    /// What it says of itself in its first line that names a version; nil if it says nothing.
    package var version: String?

    package init(name: String, path: String, version: String?) {
        self.name = name
        self.path = path
        self.version = version
    }

    /// What is looked for, in the order that `doctor` prints, and how each is asked for its version.
    package static let names = [
        "containerd-shim-runc-v2", "containerd-shim-runc-v1", "runc", "crun", "runsc", "containerd", "ctr",
    ]

    /// Where programs are looked for: what a service of the system has as PATH, whatever the caller's is.
    package static let folders = [
        "/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin",
    ]

    /// Where a program is; the first in `folders`.
    package static func path(of name: String) -> String? {
        folders.lazy.map { "\($0)/\(name)" }.first { access($0, X_OK) == 0 }
    }

    /// Finds the programs and runs each for its version, with a deadline of 3 s.
    package static func find() async throws -> [InstalledTool] {
        var tools: [InstalledTool] = []
        for name in names {
            guard let path = path(of: name) else { continue }
            let option = name.hasPrefix("containerd-shim") ? "-v" : "--version"
            let answer = await Program(purpose: "version", arguments: [path, option]).run(within: .seconds(3))
            let text = String(decoding: (answer.stdout.bytes + answer.stderr.bytes).prefix(16_384), as: UTF8.self)
            tools.append(InstalledTool(name: name, path: path, version: version(in: text)))
        }
        return tools
    }

    /// What of a program's answer tells its version: the first `1.2.3` with what belongs to it.
    static func version(in answer: String) -> String? {
        answer.split { $0.isWhitespace || $0 == "," }.map { $0.drop { $0 == "v" } }
            .first { $0.first?.isNumber == true && $0.contains(".") }
            .map { String($0.prefix(64)) }
    }
}
