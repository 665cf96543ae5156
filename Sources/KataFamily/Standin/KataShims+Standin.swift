import Documents
package import Drivers
import Kata
import Linux
package import Matrices
import Recordings

extension KataShims {
    package func companion(of contender: Contender) -> (any Companion)? {
        contender.hasStandin ? StandinGuest() : SystemLogs()
    }

    /// Before a remote hypervisor's guest the Go shim kills itself at Shutdown, since it takes its own pid for the
    /// hypervisor's, and loses what it has not handed on yet (Matrix/ledger/kata-standin.yaml). Both shims are asked alike.
    package func losesEventsAtShutdown(_ contender: Contender) -> Bool { contender.hasStandin }

    /// A contender with the configuration that it is given before a stand-in guest.
    func beforeStandin(_ contender: Contender) throws -> Contender {
        func error(_ why: String, _ now: String) -> ContenderError {
            ContenderError(
                contender: contender.name, doing: "configuring for a stand-in guest", to: contender.shim, why: why,
                now: now)
        }
        guard let kata = contender.kata else {
            throw error(
                "nobody knows which of Kata's shims it is", "name its release: go@VERSION or rust@VERSION")
        }
        if let first = StandinConfiguration.first(of: kata.language), kata.version < first {
            throw error(
                "\(kata) has no remote hypervisor; the first with one is \(first)", "take a later release, or a VM")
        }
        var text: ConfigurationText
        var changes: [String]
        if contender.config != nil {
            text = ConfigurationText(try configuration(of: contender).documents)
            guard text.hypervisor == "remote" else {
                throw error(
                    "its configuration is for \(text.hypervisor)",
                    "name one with [hypervisor.remote], or leave config out: then one is written")
            }
            let key = StandinConfiguration.socketKey(of: kata.language)
            text.set(key, .text(StandinConfiguration.socket))
            changes = ["\(key) = \"\(StandinConfiguration.socket)\", the stand-in guest's"]
        } else {
            text = try document(of: kata.language, error)
            let language = kata.language.rawValue
            changes = ["written for a stand-in guest, after \(language)'s template for a remote hypervisor"]
        }
        var result = contender
        result.config = contender.config ?? StandinConfiguration.path
        result.lacks += StandinConfiguration.lacks.filter { !contender.lacks.contains($0) }
        do {
            result.rewritten = RewrittenConfiguration(text: try text.text(), changes: changes)
        } catch {
            throw self.error(contender, error)
        }
        return result
    }

    private func error(_ contender: Contender, _ problem: ConfigurationText.Problem) -> ContenderError {
        ContenderError(
            contender: contender.name, doing: "writing the configuration made of", to: contender.config ?? "",
            why: problem.description, now: "write these tables without [[…]]")
    }

    private func document(
        of language: ShimLanguage, _ error: (String, String) -> ContenderError
    ) throws -> ConfigurationText {
        let text = Array(StandinConfiguration.text(of: language).utf8)
        let (document, problems) = TomlDocument.read(text, file: StandinConfiguration.path)
        guard let document else { throw error(problems.map(\.description).joined(separator: "; "), "report this") }
        return ConfigurationText([document])
    }

    /// The stand-in's own program, as a part of what was judged.
    func standin(of contender: Contender) throws -> PartIdentity {
        let program = StandinGuest.program(beside: try ThisProcess.program)
        do throws(FindingTrouble) {
            return PartIdentity(
                role: "standin", path: program, sha256: try PlainFile.digest(program), version: "a guest without a VM")
        } catch let trouble {
            throw ContenderError(
                contender: contender.name, doing: "looking for", to: "the stand-in guest \(trouble.path)",
                why: trouble.why, now: "install `standin` beside `kumite`")
        }
    }
}
