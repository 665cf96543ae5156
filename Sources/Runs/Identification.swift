package import Drivers
import Facets
import Glibc
import Host
import Linux
package import Matrices
package import Recordings

/// Finds out what really stands behind contenders, before anything is run.
package enum Identification {
    /// How long a binary may take to say its version.
    private static let deadline = Duration.seconds(10)

    /// How large a configuration may be; Kata's have some 40 kB.
    private static let configurationLimit = 1 << 20

    /// - Parameter faults: Asks the understudy what it can commit; only where the contender has one.
    /// - Throws: A `ContenderError` when a path is wrong or a binary does not answer, a `RunError` for a family that
    ///   this Kumite can't drive, or a fault that the understudy does not know.
    package static func identity(
        of contender: Contender, families: [any ShimFamily], faults: () async throws -> FaultCatalogue
    ) async throws -> ContenderIdentity {
        guard let family = families.first(where: { $0.name == contender.family }) else {
            throw RunError.user(
                "using", "contender \(contender.name)",
                "this version of kumite can't drive the family \(contender.family)",
                "choose contenders of the families " + families.map(\.name).joined(separator: ", "))
        }
        try check(contender.shim, "shim", contender)
        if let runtime = contender.runtime { try check(runtime, "runtime", contender) }
        var identity = try await family.identify(contender) { purpose, arguments in
            await Program(purpose: purpose, arguments: arguments).run(within: deadline)
        }
        if let rewritten = contender.rewritten {
            identity.configuration?.settings = try family.settings(in: Array(rewritten.text.utf8), of: contender)
        } else if let path = contender.config {
            let file = try Files.read(path, limit: configurationLimit)
            guard !file.cut else {
                throw ContenderError(
                    contender: contender.name, doing: "reading the configuration", to: path,
                    why: "it has more than \(configurationLimit) bytes", now: "name the shim's configuration file")
            }
            identity.configuration?.settings = try family.settings(in: file.bytes, of: contender)
        }
        // Said wherever the shim's version is: whatever holds of it here was not seen with a VM.
        if contender.hasStandin { identity.version = "before a stand-in guest: \(identity.version)" }
        // Said wherever the shim's version is: what was judged is not the configuration as it is installed.
        if !contender.changes.isEmpty {
            identity.version = "changed by \(contender.changes.joined(separator: ", ")): \(identity.version)"
        }
        guard let understudy = contender.understudy else { return identity }
        let catalogue = try await faults()
        try catalogue.check(understudy, of: contender.name)
        // Said wherever the shim's version is, so that nobody takes what it does for the real one's.
        identity.version = "\(identity.version), behind an understudy that \(understudy.summary)"
        identity.parts.insert(
            PartIdentity(
                role: "understudy", path: catalogue.program, sha256: try digest(of: catalogue.program, contender),
                version: understudy.summary),
            at: 0)
        return identity
    }

    private static func digest(of understudy: String, _ contender: Contender) throws -> String {
        do {
            return try FileDigest.of(understudy)
        } catch {
            throw ContenderError(
                contender: contender.name, doing: "reading the understudy", to: understudy, why: error.why,
                now: "install the whole package: the understudy belongs beside kumite")
        }
    }

    private static func check(_ path: String, _ what: String, _ contender: Contender) throws {
        var seen = stat()
        let why: String
        if stat(path, &seen) != 0 {
            why = "there is no such file"
        } else if seen.st_mode & S_IFMT != S_IFREG {
            why = "it is not a file"
        } else if access(path, X_OK) != 0 {
            why = "it is not executable"
        } else {
            return
        }
        throw ContenderError(
            contender: contender.name, doing: "looking at", to: "\(what) \(path)", why: why,
            now: "name an installed one (`kumite list contenders` shows those)")
    }
}
