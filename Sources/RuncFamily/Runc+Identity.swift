import Drivers
import Foundation
package import Matrices
package import Recordings

extension Runc {
    package func installed() -> [Contender] {
        let shims = ["/usr/bin/containerd-shim-runc-v2", "/usr/bin/containerd-shim-runc-v1"]
        let runtimes = ["/usr/sbin/runc", "/usr/bin/runc", "/usr/bin/crun", "/usr/bin/runsc"]
        let found = FileManager.default
        return shims.filter { found.isExecutableFile(atPath: $0) }.flatMap { shim in
            runtimes.filter { found.isExecutableFile(atPath: $0) }.map { runtime in
                let version = shim.hasSuffix("v1") ? "-v1" : ""
                let name = (runtime as NSString).lastPathComponent + version
                return Contender(name: name, family: self.name, shim: shim, runtime: runtime)
            }
        }
    }

    package func identify(
        _ contender: Contender,
        run: @Sendable (_ purpose: String, _ arguments: [String]) async -> ProgramRecord
    ) async throws -> ContenderIdentity {
        let asked = await run("version", [contender.shim, "-v"])
        guard asked.end == .exited(0) else {
            throw ContenderError(
                contender: contender.name, doing: "asking the shim for its version", to: contender.shim,
                why: "`-v` ended with \(asked.end.words)", now: "see whether this is a containerd shim")
        }
        // Shims before containerd 2 refuse the flag; that they do is part of what they are.
        let info = await run("info", [contender.shim, "-info"])
        var parts: [PartIdentity] = []
        if let runtime = contender.runtime {
            let version = await run("version", [runtime, "--version"])
            guard version.end == .exited(0) else {
                throw ContenderError(
                    contender: contender.name, doing: "asking the runtime for its version", to: runtime,
                    why: "`--version` ended with \(version.end.words)", now: "see whether this is an OCI runtime")
            }
            parts.append(
                PartIdentity(
                    role: "runtime", path: runtime, sha256: try digest(of: runtime, contender),
                    version: version.stdout.oneLine))
        }
        return ContenderIdentity(
            name: contender.name, family: name, release: contender.release, path: contender.shim,
            sha256: try digest(of: contender.shim, contender), version: VersionText.short(asked.stdout),
            info: info.end == .exited(0) ? info.stdout.oneLine : nil,
            configuration: try contender.config.map {
                ConfigurationIdentity(path: $0, sha256: try digest(of: $0, contender))
            },
            parts: parts)
    }

    private func digest(of path: String, _ contender: Contender) throws -> String {
        do {
            return try FileDigest.of(path)
        } catch {
            throw ContenderError(
                contender: contender.name, doing: "reading", to: path, why: error.why,
                now: "name a file that is readable")
        }
    }
}
