import Documents
import Drivers
import Glibc
import Kata
import Linux
package import Matrices

extension KataShims {
    package func configuration(of contender: Contender, setting keys: [String: String]) throws -> [UInt8] {
        guard let path = contender.config else {
            throw error(contender, "setting", keys.keys.sorted().joined(separator: ", "), "it has no configuration")
        }
        let documents = try configuration(of: contender).documents
        let hypervisor = ConfigurationText(documents).hypervisor
        let last = try agentLog(of: contender, contender.kata, hypervisor: hypervisor)
        // As any drop-in, it comes before what the scenario sets.
        var text = ConfigurationText(documents + [last].compactMap(\.self))
        for (key, value) in keys.sorted(by: { $0.key < $1.key }) {
            guard let place = KeyPlace(key) else { throw error(contender, "setting", key, "it is no SECTION/KEY") }
            let (here, written) = knowledge.resolve(place, value, for: contender.kata)
            text.set(here, written)
        }
        do {
            return Array(try text.text().utf8)
        } catch {
            throw self.error(contender, "writing the configuration made of", path, error.description)
        }
    }

    package func foreignConfiguration(of contender: Contender, task: String, log: [UInt8]) -> String? {
        guard let config = contender.config else { return nil }
        let ours = Self.names(of: config)
        if let other = EffectiveConfiguration.files(inLog: log).first(where: {
            ours.isDisjoint(with: Self.names(of: $0))
        }) {
            return "the shim's log says that it read \(other.prefix(400)), not \(config)"
        }
        guard
            let kernel = try? ConfigurationFiles.read(config, in: SearchRoot("/")).facts.parts
                .first(where: { $0.role == "kernel" })?.path
        else { return nil }
        for path in SandboxState.files(of: task) {
            guard let (bytes, cut) = try? PlainFile.read(path, limit: SandboxState.limit), !cut,
                let state = JSONValue(bytes: bytes)
            else { continue }
            let kernels = EffectiveConfiguration.kernels(inState: state).sorted()
            let known = Self.names(of: kernel)
            if !kernels.isEmpty, kernels.allSatisfy({ known.isDisjoint(with: Self.names(of: $0)) }) {
                return "its state \(path) has the kernel \(kernels[0].prefix(400)), and \(config) has \(kernel)"
            }
        }
        return nil
    }

    /// A path, and where it leads.
    private static func names(of path: String) -> Set<String> {
        guard let found = realpath(path, nil) else { return [path] }
        defer { free(found) }
        return [path, String(cString: found)]
    }

    private func error(_ contender: Contender, _ doing: String, _ to: String, _ why: String) -> ContenderError {
        ContenderError(
            contender: contender.name, doing: doing, to: to, why: why,
            now: "name the shim's configuration file with config:")
    }
}

/// Where the shims keep what they know of a sandbox (facts 8.2).
enum SandboxState {
    static let limit = 8 << 20

    static func files(of sandbox: String) -> [String] {
        guard !sandbox.contains("/"), sandbox != "..", sandbox != "." else { return [] }
        return ["/run/vc/sbs/\(sandbox)/persist.json", "/run/kata/\(sandbox)/state.json"]
    }
}
