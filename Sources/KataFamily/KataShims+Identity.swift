import Drivers
import Facets
import Kata
package import Matrices
package import Recordings

extension KataShims {
    package func identify(
        _ contender: Contender,
        run: @Sendable (_ purpose: String, _ arguments: [String]) async -> ProgramRecord
    ) async throws -> ContenderIdentity {
        let (said, printed) = try await version(of: contender, run)
        let release = try release(of: contender, said)
        var unread: [String] = []
        if release == nil { unread.append("\(contender.shim): neither its version nor its notes tell Go from Rust") }
        let asked = await run("info", [contender.shim, "-info"])
        var identity = ContenderIdentity(
            name: contender.name, family: name, release: contender.release ?? release?.description,
            path: contender.shim, sha256: try digest(of: contender.shim, contender), version: printed.oneLine,
            info: asked.end == .exited(0) ? RuntimeInfo.words(of: asked.stdout) : nil, configuration: nil, parts: [])
        if let config = contender.config {
            let files = try configuration(of: contender)
            identity.configuration = ConfigurationIdentity(path: config, sha256: "")
            if let rewritten = contender.rewritten {
                identity.configuration?.sha256 = SHA256.digest(of: Array(rewritten.text.utf8)).hexadecimal
                identity.configuration?.changes = rewritten.changes
            } else {
                identity.configuration?.sha256 = try digest(of: config, contender)
            }
            for dropIn in files.documents.dropFirst() {
                identity.parts.append(
                    PartIdentity(
                        role: "drop-in", path: dropIn.file, sha256: try digest(of: dropIn.file, contender), version: "")
                )
            }
            let hypervisor = ConfigurationText(files.documents).hypervisor
            // Where it can't be had that is said before anything is run, not by each trial.
            if let added = try agentLog(of: contender, release, hypervisor: hypervisor) {
                let digest = SHA256.digest(of: Array(added.lines.joined(separator: "\n").utf8)).hexadecimal
                identity.parts.append(
                    PartIdentity(role: "drop-in", path: added.file, sha256: digest, version: "agent-log"))
            }
            let relocation = Relocation(of: config)
            for var part in files.facts.parts {
                part.path = relocation.path(of: part.path)
                let found = await PartReading.identity(of: part, run: run)
                identity.parts.append(found.identity)
                unread += found.unread
            }
        }
        if contender.hasStandin { identity.parts.insert(try standin(of: contender), at: 0) }
        identity.unread = unread.isEmpty ? nil : unread
        return identity
    }

    package func settings(in configuration: [UInt8], of contender: Contender) throws -> ConfigurationSettings? {
        guard contender.config != nil else { return nil }
        let facts = try self.configuration(of: contender).facts
        return ConfigurationSettings(keys: facts.keys, annotations: facts.annotations)
    }

    private func version(
        of contender: Contender, _ run: @Sendable (String, [String]) async -> ProgramRecord
    ) async throws -> (ShimVersion, RawBytes) {
        // The Go shim takes the flag only where it stands alone.
        let asked = await run("version", [contender.shim, "--version"])
        guard asked.end == .exited(0), let said = ShimVersion.read(asked.stdout.bytes) else {
            let words = asked.stdout.bytes.isEmpty ? asked.stderr.oneLine : asked.stdout.oneLine
            throw ContenderError(
                contender: contender.name, doing: "asking the shim for its version", to: contender.shim,
                why: "`--version` ended with \(asked.end.words) and said \"\(words)\", which is no version of Kata's",
                now: "see whether this is Kata's shim")
        }
        return (said, asked.stdout)
    }

    /// Which shim it is: what it says, else its notes; nil if neither tells and no `release` is given.
    private func release(of contender: Contender, _ said: ShimVersion) throws -> ShimRelease? {
        let declared = contender.kata
        if contender.release != nil, declared == nil {
            throw ContenderError(
                contender: contender.name, doing: "reading", to: "release \(contender.release ?? "")",
                why: "it is no shim of a release", now: "write go@VERSION or rust@VERSION, like go@4.1.0")
        }
        var language = said.language
        if language == nil {
            let head = try read(contender.shim, contender)
            switch BinaryNotes.read(head) {
            case .go: language = .go
            case .other: language = .rust
            case .none, .unread: break
            }
        }
        if let language, let declared, language != declared.language {
            throw ContenderError(
                contender: contender.name, doing: "comparing", to: "release \(declared) with \(contender.shim)",
                why: "the shim there is the one in \(language == .go ? "Go" : "Rust")",
                now: "name the other shim, or correct the release")
        }
        guard let language = language ?? declared?.language else { return nil }
        return ShimRelease(language, said.version)
    }

    /// A contender's configuration, as it is given to the shim.
    func configuration(of contender: Contender) throws -> ConfigurationFiles {
        let path = contender.config ?? ""
        do throws(FindingTrouble) {
            if let rewritten = contender.rewritten {
                return try ConfigurationFiles(path: path, text: Array(rewritten.text.utf8))
            }
            return try ConfigurationFiles.read(path, in: SearchRoot("/"))
        } catch {
            throw ContenderError(
                contender: contender.name, doing: "reading the configuration", to: error.path, why: error.why,
                now: "name the shim's configuration file (`kumite list contenders` shows those)")
        }
    }

    private func read(_ path: String, _ contender: Contender) throws -> [UInt8] {
        do throws(FindingTrouble) {
            return try PlainFile.read(path, limit: BinaryNotes.headLimit).bytes
        } catch { throw unreadable(error, contender) }
    }

    private func digest(of path: String, _ contender: Contender) throws -> String {
        do throws(FindingTrouble) {
            return try PlainFile.digest(path)
        } catch { throw unreadable(error, contender) }
    }

    private func unreadable(_ trouble: FindingTrouble, _ contender: Contender) -> ContenderError {
        ContenderError(
            contender: contender.name, doing: "reading", to: trouble.path, why: trouble.why, now: "name a file that is")
    }
}
