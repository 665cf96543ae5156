package import Documents

/// A path through a shim that must not break.
package struct CriticalPath: Sendable, Hashable, Codable {
    /// What `covers` in a scenario names: `signal-delivery`.
    package var id: String
    package var title: String
    /// The component that answers for it.
    package var component: String
    /// What a user loses when it breaks.
    package var because: String

    package init(id: String, title: String, component: String, because: String) {
        self.id = id
        self.title = title
        self.component = component
        self.because = because
    }
}

/// What `Matrix/critical-paths.yaml` holds, or everything that is wrong with it.
package struct CriticalPathsFile: Sendable, Hashable {
    /// In the order of the file; empty if there is a diagnostic.
    package var paths: [CriticalPath]
    package var diagnostics: [Diagnostic]

    /// Reads one file: a list of critical paths.
    package static func load(_ bytes: [UInt8], file: String) -> CriticalPathsFile {
        let (document, problems) = Document.read(bytes, file: file)
        guard let document else { return CriticalPathsFile(paths: [], diagnostics: problems) }
        var reading = Reading(file: file)
        var paths: [CriticalPath] = []
        for item in reading.list(document.root, "a file of critical paths") ?? [] {
            guard let path = path(of: item, &reading) else { continue }
            if paths.contains(where: { $0.id == path.id }) {
                reading.report("the critical path '\(path.id)' stands here already", at: item.position)
            }
            paths.append(path)
        }
        let found = reading.diagnostics.sorted()
        return CriticalPathsFile(paths: found.isEmpty ? paths : [], diagnostics: found)
    }

    private static func path(of item: Item, _ reading: inout Reading) -> CriticalPath? {
        let what = "a critical path"
        guard let fields = reading.fields(item, of: what, known: ["id", "title", "component", "because"]) else {
            return nil
        }
        let id = reading.required("id", in: fields, of: what).flatMap { reading.name($0, "'id'") }
        let title = reading.required("title", in: fields, of: what).flatMap { reading.words($0, "'title'") }
        let component = reading.required("component", in: fields, of: what).flatMap { reading.name($0, "'component'") }
        let because = reading.required("because", in: fields, of: what).flatMap { reading.words($0, "'because'") }
        guard let id, let title, let component, let because else { return nil }
        return CriticalPath(id: id, title: title, component: component, because: because)
    }
}
