import Kata
import Linux

/// What lies in the folders that either shim could have for a sandbox; no link is followed, no mount entered.
enum StateFolders {
    /// The most paths that are kept, and how deep they may lie: `root/qmp.sock`.
    private static let most = 512
    private static let deepest = 2

    /// Absolute paths, without what stands before them; sorted.
    static func list(of sandbox: String, root: String) -> [String] {
        guard !sandbox.isEmpty, !sandbox.contains("/"), sandbox != "..", sandbox != "." else { return [] }
        var found: [String] = []
        for path in SandboxPaths.folders(of: sandbox) {
            guard let folder = try? Directory(root + path) else { continue }
            found.append(path)
            add(folder, path, depth: 1, &found)
        }
        return found.sorted()
    }

    private static func add(_ folder: Directory, _ path: String, depth: Int, _ found: inout [String]) {
        for name in ((try? folder.names(limit: most)) ?? []).sorted(by: { $0.lexicographicallyPrecedes($1) }) {
            guard found.count < most, let text = String(validating: name, as: UTF8.self) else { continue }
            let path = "\(path)/\(text)"
            found.append(path)
            guard depth < deepest, let inner = try? folder.directory(name) else { continue }
            add(inner, path, depth: depth + 1, &found)
        }
    }
}
