import Glibc
import Linux

/// The stub shim under the names of its modes, and Debian's real one.
struct Stubs: Sendable {
    let folder: String

    static let shim = "/usr/bin/containerd-shim-runc-v2"
    static let runtime = "/usr/sbin/runc"

    /// Whether real runs can be made here.
    static let canRun = geteuid() == 0
    static let canRunReal = canRun && access(shim, X_OK) == 0 && access(runtime, X_OK) == 0

    /// The stub in a mode as a contender.
    func contender(_ mode: String, name: String? = nil) throws -> String {
        "shim=\(try path(mode)),family=runc,name=\(name ?? mode)"
    }

    /// A script that runs the stub under the mode's name. No copy of it: the digest of twenty megabytes takes a debug
    /// build of ours seconds.
    func path(_ mode: String) throws -> String {
        try script("stub-shim.\(mode)", "exec -a \"$0\" '\(try builtProgram("stub-shim"))' \"$@\"")
    }

    /// The real shim as a contender, by scripts for the same reason.
    func real(name: String = "real") throws -> String {
        let shim = try script("shim", "exec '\(Self.shim)' \"$@\"")
        let runtime = try script("runtime", "exec '\(Self.runtime)' \"$@\"")
        return "shim=\(shim),runtime=\(runtime),family=runc,name=\(name)"
    }

    private func script(_ name: String, _ line: String) throws -> String {
        let path = "\(folder)/\(name)"
        if !Files.exists(path) { try Files.write(path, Array("#!/bin/bash\n\(line)\n".utf8), mode: 0o755) }
        return path
    }
}
