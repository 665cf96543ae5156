package import Documents

/// What `Matrix/owners.yaml` holds, or everything that is wrong with it.
package struct OwnersFile: Sendable, Hashable {
    /// Without entries if there is a diagnostic.
    package var owners: Owners
    package var diagnostics: [Diagnostic]

    /// Reads one file: a map of owners by `component` or `component@family`.
    package static func load(_ bytes: [UInt8], file: String) -> OwnersFile {
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
            owners.byComponent[entry.key] = reading.words(entry.value, "an owner")
        }
        let found = reading.diagnostics.sorted()
        return OwnersFile(owners: found.isEmpty ? owners : Owners(), diagnostics: found)
    }
}
