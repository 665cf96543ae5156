import Drivers
import Kata
package import Matrices

extension KataShims {
    package func prepare(_ contender: Contender) throws -> Contender {
        if contender.hasStandin { return try beforeStandin(contender) }
        guard contender.config != nil, contender.family == name else { return contender }
        let files = try configuration(of: contender)
        guard let (text, change) = try relocated(files, contender) else { return contender }
        var contender = contender
        contender.rewritten = RewrittenConfiguration(text: try written(text, contender), changes: [change])
        return contender
    }

    package func prepare(
        baseline: Contender, candidate: Contender, setup: Setup?
    ) throws -> (baseline: Contender, candidate: Contender, confounders: [String]) {
        let (first, second) = (try prepare(baseline), try prepare(candidate))
        guard setup == .aligned else { return (first, second, []) }
        guard let one = try side(of: first), let two = try side(of: second) else {
            return (first, second, ["the configurations: one of the two has none, or is of no known release"])
        }
        let alignment = Alignment(one.side, two.side, changes: knowledge.facts.changes)
        return (
            try set(alignment.baseline, first), try set(alignment.candidate, second),
            one.doubts + two.doubts + alignment.unaligned
        )
    }

    /// The configuration with every path at a release's usual place put where this one's is; nil if it is there.
    private func relocated(
        _ files: ConfigurationFiles, _ contender: Contender
    ) throws -> (text: ConfigurationText, change: String)? {
        let relocation = Relocation(of: files.path)
        guard let prefix = relocation.prefix else { return nil }
        var text = ConfigurationText(files.documents)
        var any = false
        for (place, value) in text.values {
            let moved = value.mapTexts(relocation.path(of:))
            if moved != value {
                any = true
                text.set(place, moved)
            }
        }
        return any ? (text, "paths below /opt/kata are those below \(prefix)") : nil
    }

    private func side(of contender: Contender) throws -> (side: Alignment.Side, doubts: [String])? {
        guard contender.config != nil, let release = contender.kata, let table = knowledge.table(of: release.version)
        else {
            return nil
        }
        let files = try configuration(of: contender)
        let doubts =
            table.version == release.version
            ? []
            : ["there is no table of keys for \(release); \(contender.name) is aligned by that of \(table.version)"]
        return (
            Alignment.Side(
                name: contender.name, release: release, keys: table.keys(of: release.language),
                documents: files.documents),
            doubts
        )
    }

    private func set(_ changes: [Alignment.Change], _ contender: Contender) throws -> Contender {
        guard !changes.isEmpty else { return contender }
        var text = ConfigurationText(try configuration(of: contender).documents)
        for change in changes { text.set(change.place, change.value) }
        var contender = contender
        let lines = changes.map { change in
            "\(change.place) = \(change.value), "
                + (change.before.map { "in place of \($0)" } ?? "which the file does not write")
        }
        contender.rewritten = RewrittenConfiguration(
            text: try written(text, contender), changes: (contender.rewritten?.changes ?? []) + lines)
        return contender
    }

    private func written(_ text: ConfigurationText, _ contender: Contender) throws -> String {
        do {
            return try text.text()
        } catch {
            throw ContenderError(
                contender: contender.name, doing: "writing the configuration made of", to: contender.config ?? "",
                why: error.description, now: "write these tables without [[…]]")
        }
    }
}
