import Glibc
import Kata
import Linux

/// What one prefix, as `/opt/kata` or `/usr`, holds of Kata.
struct Installation: Sendable {
    struct Shim: Sendable, Hashable {
        var path: String
        /// Nil where neither its notes nor its place tell.
        var language: ShimLanguage?
    }

    struct Configuration: Sendable {
        var path: String
        var facts: ConfigurationFacts
    }

    let prefix: String
    private(set) var shims: [Shim] = []
    private(set) var configurations: [Configuration] = []
    private(set) var troubles: [FindingTrouble] = []
    /// The files that were read, by where their paths lead: `configuration.toml` is mostly a link to another.
    private var seen: Set<String> = []

    /// How many configurations of one installation are read; a release of 4.x brings some 30.
    private static let configurationLimit = 128
    private static let program = "containerd-shim-kata-v2"
    /// Where a prefix has its shims; in the second folder is the Rust one.
    static let shimFolders = ["bin", "runtime-rs/bin"]
    /// Where a release has its configurations, and where some distributions do.
    static let configurationFolders = ["share/defaults/kata-containers", "share/kata-containers/defaults"]

    /// - Parameter more: Further folders with configurations, as `/etc/kata-containers`.
    init(prefix: String, in root: SearchRoot, more: [String] = []) {
        self.prefix = prefix == "/" ? "" : prefix
        for folder in Self.shimFolders { takeShim("\(self.prefix)/\(folder)/\(Self.program)", root) }
        // Of the two places a release has, the other one is the Go shim's.
        if shims.count == 2, shims[1].language == .rust, shims[0].language == nil { shims[0].language = .go }
        for folder in Self.configurationFolders.map({ "\(self.prefix)/\($0)" }) + more {
            for place in [folder, "\(folder)/runtime-rs"] {
                takeConfigurations(in: place, root)
                for name in names(in: "\(place)/runtimes", root) {
                    takeConfigurations(in: "\(place)/runtimes/\(name)", root)
                }
            }
        }
    }

    /// Whether there is anything of Kata's.
    var isEmpty: Bool { shims.isEmpty && configurations.isEmpty && troubles.isEmpty }

    private mutating func names(in folder: String, _ root: SearchRoot) -> [String] {
        do throws(FindingTrouble) {
            return try root.names(in: folder)
        } catch {
            troubles.append(error)
            return []
        }
    }

    private mutating func takeShim(_ path: String, _ root: SearchRoot) {
        guard root.holds(path) else { return }
        do throws(FindingTrouble) {
            let resolved = try root.resolve(path)
            guard !shims.contains(where: { $0.path == resolved }), seen.insert(resolved).inserted else { return }
            let head = try PlainFile.read(resolved, limit: BinaryNotes.headLimit).bytes
            guard access(resolved, X_OK) == 0 else { throw FindingTrouble(path, "it is not executable") }
            let isRusts = path.contains("/runtime-rs/")
            let language: ShimLanguage? =
                switch BinaryNotes.read(head) {
                case .go: .go
                case .other: .rust
                case .none, .unread: isRusts ? .rust : nil
                }
            shims.append(Shim(path: path, language: language))
        } catch {
            troubles.append(error)
        }
    }

    private mutating func takeConfigurations(in folder: String, _ root: SearchRoot) {
        let files = names(in: folder, root).filter { $0.hasPrefix("configuration") && $0.hasSuffix(".toml") }
        // A plain name last: where it is a link to another, it is that one's.
        for name in files.sorted(by: {
            ($0 == "configuration.toml" ? 1 : 0, $0) < ($1 == "configuration.toml" ? 1 : 0, $1)
        }) {
            let path = "\(folder)/\(name)"
            do throws(FindingTrouble) {
                guard seen.insert(try root.resolve(path)).inserted else { continue }
                guard configurations.count < Self.configurationLimit else {
                    throw FindingTrouble(folder, "there are more than \(Self.configurationLimit) configurations")
                }
                let files = try ConfigurationFiles.read(path, in: root)
                configurations.append(Configuration(path: path, facts: files.facts))
            } catch {
                troubles.append(error)
            }
        }
    }
}
