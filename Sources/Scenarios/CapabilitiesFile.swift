package import Documents

/// Something that a contender can do or lack, and that a scenario can need.
package struct Capability: Sendable, Hashable, Codable {
    /// What `needs` and `lacks` name: `user-namespaces`.
    package var id: String
    package var title: String
    /// The scenario that shows it, by the id of its file.
    package var probe: String

    package init(id: String, title: String, probe: String) {
        self.id = id
        self.title = title
        self.probe = probe
    }
}

/// What `Matrix/capabilities.yaml` holds, or everything that is wrong with it.
package struct CapabilitiesFile: Sendable, Hashable {
    /// In the order of the file; empty if there is a diagnostic.
    package var capabilities: [Capability]
    package var diagnostics: [Diagnostic]

    static let keys = ["id", "title", "probe"]

    /// Reads one file: a list of capabilities; with `scenarios`, the ids of a library's files, a probe must be one.
    package static func load(_ bytes: [UInt8], file: String, scenarios: [String]? = nil) -> CapabilitiesFile {
        let (document, problems) = Document.read(bytes, file: file)
        guard let document else { return CapabilitiesFile(capabilities: [], diagnostics: problems) }
        var reading = Reading(file: file)
        var capabilities: [Capability] = []
        for item in reading.list(document.root, "a file of capabilities") ?? [] {
            guard let capability = capability(of: item, scenarios, &reading) else { continue }
            if capabilities.contains(where: { $0.id == capability.id }) {
                reading.report("the capability '\(capability.id)' stands here already", at: item.position)
            }
            capabilities.append(capability)
        }
        let found = reading.diagnostics.sorted()
        return CapabilitiesFile(capabilities: found.isEmpty ? capabilities : [], diagnostics: found)
    }

    private static func capability(
        of item: Item, _ scenarios: [String]?, _ reading: inout Reading
    ) -> Capability? {
        let what = "a capability"
        guard let fields = reading.fields(item, of: what, known: keys) else { return nil }
        let id = reading.required("id", in: fields, of: what).flatMap { reading.name($0, "'id'") }
        let title = reading.required("title", in: fields, of: what).flatMap { reading.words($0, "'title'") }
        let probe = reading.required("probe", in: fields, of: what).flatMap { scenario($0, scenarios, &reading) }
        guard let id, let title, let probe else { return nil }
        return Capability(id: id, title: title, probe: probe)
    }

    private static func scenario(_ item: Item, _ scenarios: [String]?, _ reading: inout Reading) -> String? {
        guard let text = reading.text(item, "'probe'") else { return nil }
        let parts = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 2, parts.allSatisfy(Reading.isName) else {
            reading.report("'probe' is the id of a scenario, area/name", at: item.position)
            return nil
        }
        if let scenarios, !scenarios.contains(text) {
            reading.reportUnknown("scenario", text, among: scenarios, at: item.position)
            return nil
        }
        return text
    }
}
