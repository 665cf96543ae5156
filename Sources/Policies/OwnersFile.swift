package import Documents

/// What `Matrix/owners.yaml` holds, or everything that is wrong with it.
package struct OwnersFile: Sendable, Hashable {
    /// Without entries if there is a diagnostic.
    package var owners: Owners
    package var diagnostics: [Diagnostic]

    /// Reads one file: a map of owners by `component`, `component@family` or `component@release`.
    ///
    /// - Parameters:
    ///   - components: Those that there are, beside `any`; nil for whatever is there.
    ///   - contenders: Families and names of releases that can stand after the `@`; nil for whatever is there.
    package static func load(
        _ bytes: [UInt8], file: String, components: [String]? = nil, contenders: [String]? = nil
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
            let known = [
                ("component", components.map { $0 + [Owners.anyComponent] }), ("family or release", contenders),
            ]
            for (name, (what, known)) in zip(parts, known) {
                guard let known, !known.contains(name) else { continue }
                reading.reportUnknown(what, name, among: known, at: entry.position)
            }
            owners.byComponent[entry.key] = owner(of: entry.value, &reading)
        }
        let found = reading.diagnostics.sorted()
        return OwnersFile(owners: found.isEmpty ? owners : Owners(), diagnostics: found)
    }

    /// A text, or a map with the ways to reach them.
    private static func owner(of item: Item, _ reading: inout Reading) -> Owner? {
        guard case .map = item.content else { return reading.words(item, "an owner").map { Owner($0) } }
        let what = "an owner"
        guard let fields = reading.fields(item, of: what, known: ["owner", "escalation", "security"]) else {
            return nil
        }
        let name = reading.required("owner", in: fields, of: what).flatMap { reading.words($0, "'owner'") }
        let escalation = fields["escalation"].flatMap { reading.words($0, "'escalation'") }
        let security = fields["security"].flatMap { reading.words($0, "'security'") }
        return name.map { Owner($0, escalation: escalation, security: security) }
    }
}
