import Documents
import Drivers
import Kata
import Linux
import Matrices

/// All of Kata that a host, or a folder, holds, as contenders with names of their own.
struct FoundKata: Sendable {
    private(set) var contenders: [Contender] = []
    private(set) var troubles: [String] = []

    /// Where prefixes are looked for.
    private static let prefixes = ["/opt/kata", "/usr/local", "/usr"]
    private static let tables = ["/etc/containerd/config.toml"]

    /// - Parameter folder: An unpacked release, or a prefix itself; nil for the host.
    static func look(in folder: String?) -> FoundKata {
        var found = FoundKata()
        do throws(FindingTrouble) {
            let root = try SearchRoot(folder ?? "/")
            let base = root.folder == "/" ? "" : root.folder
            let places = (folder == nil ? [] : [base]) + prefixes.map { base + $0 }
            var any = false
            for place in places {
                let more = folder == nil && place == "/usr" ? ["/etc/kata-containers"] : []
                let installation = Installation(prefix: place, in: root, more: more)
                any = any || !installation.isEmpty
                found.take(installation)
            }
            if folder == nil {
                found.takeRuntimes(tables, root)
            } else if !any {
                found.troubles.append(
                    "\(root.folder): there is no Kata; a release has bin/containerd-shim-kata-v2 or "
                        + "runtime-rs/bin/containerd-shim-kata-v2, there or below opt/kata; name the folder it was unpacked in"
                )
            }
        } catch {
            found.troubles.append("\(error); name a folder that a release was unpacked in")
        }
        return found
    }

    private mutating func take(_ installation: Installation) {
        troubles += installation.troubles.map(\.description)
        let place = installation.prefix
        if installation.shims.isEmpty, !installation.configurations.isEmpty {
            troubles.append(
                "\(place): there are \(installation.configurations.count) configurations but no shim, neither "
                    + Installation.shimFolders.map { "\($0)/containerd-shim-kata-v2" }.joined(separator: " nor ")
                    + "; unpack the release's other archive there, too")
        }
        for shim in installation.shims {
            let language = shim.language
            let word = language?.rawValue ?? "shim"
            let fitting = installation.configurations.filter { language == nil || $0.facts.language == language }
            if fitting.isEmpty {
                add(Contender(name: "kata-\(word)", family: "kata", shim: shim.path))
                troubles.append(
                    "\(shim.path): there is no configuration for it in \(place)/share/defaults/kata-containers; "
                        + "name one with config:")
            }
            for configuration in fitting {
                let name = ShimKeys.templateName(ofFile: configuration.path)
                add(
                    Contender(
                        name: Self.plain("kata-\(word)-\(name == "configuration" ? "default" : name)"), family: "kata",
                        shim: shim.path, config: configuration.path, hypervisor: configuration.facts.hypervisor))
                troubles += missing(configuration)
            }
        }
    }

    /// What a configuration names that is not there.
    private func missing(_ configuration: Installation.Configuration) -> [String] {
        configuration.facts.parts.compactMap { part in
            guard part.path.hasPrefix("/") else {
                return "\(configuration.path): its \(part.role) \(part.path) is no absolute path"
            }
            let path = Relocation(of: configuration.path).path(of: part.path)
            do throws(FindingTrouble) {
                _ = try PlainFile.status(path)
                return nil
            } catch {
                return "\(configuration.path): its \(part.role) \(path): \(error.why)"
            }
        }
    }

    /// A contender under a name that none has yet; that it stands for another installation is said.
    private mutating func add(_ contender: Contender) {
        var contender = contender
        let name = contender.name
        guard let first = contenders.first(where: { $0.name == name }) else {
            contenders.append(contender)
            return
        }
        if first.shim == contender.shim, first.config == contender.config { return }
        var number = 2
        while contenders.contains(where: { $0.name == "\(name)-\(number)" }) { number += 1 }
        contender.name = "\(name)-\(number)"
        contenders.append(contender)
        func words(_ one: Contender) -> String { one.shim + (one.config.map { " with \($0)" } ?? "") }
        troubles.append(
            "\(name): two installations go by this name; it is \(words(first)), and \(contender.name) is \(words(contender))"
        )
    }

    /// A text as a contender's name.
    private static func plain(_ text: String) -> String {
        String(
            String.UnicodeScalarView(
                text.unicodeScalars.prefix(80).map { scalar in
                    let isPlain =
                        scalar.isASCII
                        && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil
                            || "._-".unicodeScalars.contains(scalar))
                    return isPlain ? scalar : "_"
                }))
    }
}

extension FoundKata {
    /// The runtimes that containerd itself knows, each as what it would run.
    private mutating func takeRuntimes(_ tables: [String], _ root: SearchRoot) {
        var files = tables
        var at = 0
        while at < files.count, at < 32 {
            let path = files[at]
            at += 1
            guard root.holds(path) else { continue }
            do throws(FindingTrouble) {
                let (bytes, cut) = try root.read(path, limit: TomlDocument.sizeLimit)
                let (document, problems) = TomlDocument.read(bytes, file: path)
                guard !cut, let document else {
                    throw FindingTrouble(
                        path, cut ? "it is too large" : problems.map(\.description).joined(separator: "; "))
                }
                let table = RuntimeTable(document)
                for runtime in table.runtimes { take(runtime, path) }
                for name in table.imports { files += imported(name, beside: path, root) }
            } catch {
                troubles.append(error.description)
            }
        }
    }

    private mutating func imported(_ name: String, beside path: String, _ root: SearchRoot) -> [String] {
        let folder = path.prefix(upTo: path.lastIndex(of: "/") ?? path.startIndex)
        let whole = name.hasPrefix("/") ? name : "\(folder)/\(name)"
        guard whole.hasSuffix("/*.toml") else {
            if whole.contains("*") { troubles.append("\(path): imports \(name), a pattern that is not followed here") }
            return whole.contains("*") ? [] : [whole]
        }
        let place = String(whole.dropLast("/*.toml".count))
        do throws(FindingTrouble) {
            return try root.names(in: place).filter { $0.hasSuffix(".toml") }.map { "\(place)/\($0)" }
        } catch {
            troubles.append(error.description)
            return []
        }
    }

    private mutating func take(_ runtime: RuntimeTable.Runtime, _ table: String) {
        let folders = [
            "/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin", "/opt/containerd/bin",
        ]
        let candidates =
            runtime.path.map { [$0] } ?? runtime.program.map { name in folders.map { "\($0)/\(name)" } } ?? []
        guard let shim = candidates.first(where: Files.exists) else {
            let looked = runtime.path ?? runtime.program ?? "its shim"
            troubles.append("\(table): the runtime \(runtime.handler) is run by \(looked), which is not there")
            return
        }
        let isKnown = contenders.contains { $0.shim == shim && $0.config == runtime.config && runtime.config != nil }
        guard !isKnown else { return }
        add(
            Contender(
                name: Self.plain("containerd-\(runtime.handler)"), family: "kata", shim: shim, config: runtime.config))
    }
}
