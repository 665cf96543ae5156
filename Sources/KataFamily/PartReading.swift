import Glibc
import Kata
import Linux
import Recordings

/// What stands behind a path that a configuration names.
enum PartReading {
    private static let asked: Set<String> = ["vmm", "virtiofsd", "nydusd", "jailer"]

    /// Digest and version; what can't be read of it is said, and its digest is empty.
    static func identity(
        of part: ConfigurationFacts.Part,
        run: @Sendable (_ purpose: String, _ arguments: [String]) async -> ProgramRecord
    ) async -> (identity: PartIdentity, unread: [String]) {
        var identity = PartIdentity(role: part.role, path: part.path, sha256: "", version: "")
        guard part.path.hasPrefix("/") else {
            return (identity, ["\(part.path): the \(part.role) is no absolute path"])
        }
        do {
            identity.sha256 = try PlainFile.digest(part.path)
            identity.version = try await version(of: part, run)
            return (identity, [])
        } catch let trouble as FindingTrouble {
            return (identity, ["\(trouble.path): the \(part.role): \(trouble.why)"])
        } catch {
            return (identity, ["\(part.path): the \(part.role): \(error)"])
        }
    }

    private static func version(
        of part: ConfigurationFacts.Part,
        _ run: @Sendable (_ purpose: String, _ arguments: [String]) async -> ProgramRecord
    ) async throws -> String {
        if asked.contains(part.role) {
            guard access(part.path, X_OK) == 0 else { throw FindingTrouble(part.path, "it is not executable") }
            let said = await run("version", [part.path, "--version"])
            guard said.end == .exited(0) else {
                throw FindingTrouble(part.path, "`--version` ended with \(said.end.words)")
            }
            let line = said.stdout.bytes.isEmpty ? said.stderr : said.stdout
            return RawBytes(Array(line.bytes.prefix { $0 != UInt8(ascii: "\n") })).oneLine
        }
        if part.role == "kernel" {
            let image = try PlainFile.read(part.path, limit: KernelRelease.limit).bytes
            guard let release = KernelRelease.read(image) else {
                throw FindingTrouble(part.path, "it does not tell its release, as a compressed one without a header")
            }
            return release
        }
        // A guest's image does not say what it is; the file that a link of a release leads to bears its version.
        guard let place = realpath(part.path, nil) else { return "" }
        defer { free(place) }
        let name = String(cString: place).split(separator: "/").last.map(String.init) ?? ""
        return RawBytes(Array(name.utf8)).oneLine
    }
}
