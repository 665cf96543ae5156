package import Documents

/// What `Matrix/owners.yaml` holds, or everything that is wrong with it.
package struct OwnersFile: Sendable, Hashable {
    /// Without entries if there is a diagnostic.
    package var owners: Owners
    package var diagnostics: [Diagnostic]

    /// Reads one file: a map of owners by `component` or `component@family`; both are held against those that are known.
    package static func load(
        _ bytes: [UInt8], file: String, components: [String]? = nil, families: [String]? = nil
    ) -> OwnersFile {
        let (document, problems) = Document.read(bytes, file: file)
        guard let document else { return OwnersFile(owners: Owners(), diagnostics: problems) }
        var reading = Reading(file: file)
        var owners = Owners()
        for entry in reading.map(document.root, "a file of owners") ?? [] {
            let parts = entry.key.split(separator: "@", omittingEmptySubsequences: false).map(String.init)
            guard (1...2).contains(parts.count), parts.allSatisfy(Reading.isName) else {
                reading.report("an owner is given for COMPONENT or COMPONENT@FAMILY", at: entry.position)
                continue
            }
            for (name, what, known) in zip(parts, [("component", components), ("family", families)]).map({
                ($0, $1.0, $1.1)
            }) {
                if let known, !known.contains(name) {
                    reading.reportUnknown(what, name, among: known, at: entry.position)
                }
            }
            owners.byComponent[entry.key] = reading.words(entry.value, "an owner")
        }
        let found = reading.diagnostics.sorted()
        return OwnersFile(owners: found.isEmpty ? owners : Owners(), diagnostics: found)
    }
}
