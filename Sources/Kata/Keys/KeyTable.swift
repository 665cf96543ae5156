/// What both shims of one release read: keys with types, annotations, and what the files say that ship with it.
package struct KeyTable: Sendable, Hashable {
    package var version: KataVersion
    package var go: ShimKeys
    package var rust: ShimKeys
    package var annotations: [AnnotationRule]

    package init(version: KataVersion, go: ShimKeys, rust: ShimKeys, annotations: [AnnotationRule]) {
        self.version = version
        self.go = go
        self.rust = rust
        self.annotations = annotations
    }

    package func keys(of language: ShimLanguage) -> ShimKeys { language == .go ? go : rust }
}

/// What one shim reads.
package struct ShimKeys: Sendable, Hashable {
    /// Sections in which an unknown key ends the reading of the whole file.
    package var strict: Set<String> = []
    /// Keys without which nothing is created.
    package var needs: [KeyPlace] = []
    /// Sections, keys, types.
    package var reads: [String: [String: KeyType]] = [:]
    package var templates: [KeyTemplate] = []

    package init() {}

    /// The type of a key, if it is read.
    package func type(of place: KeyPlace) -> KeyType? { reads[place.section]?[place.key] }

    /// Whether it reads nothing at all: a release without such a shim.
    package var isEmpty: Bool { reads.isEmpty && templates.isEmpty }

    /// The hypervisors that it can drive.
    package var hypervisors: Set<String> { Set(templates.map(\.hypervisor)) }

    /// The file of this shim that is nearest to a user's: of that name, else the first for its hypervisor.
    package func template(named name: String, hypervisor: String) -> KeyTemplate? {
        let fitting = templates.filter { $0.hypervisor == hypervisor }
        return fitting.first { $0.name == name } ?? fitting.first
    }
}

/// One configuration file that ships with a release.
package struct KeyTemplate: Sendable, Hashable {
    /// `configuration-NAME.toml`.
    package var name: String
    package var hypervisor: String
    /// Values of the keys that are not commented out, as TOML.
    package var values: [KeyPlace: String]

    package init(name: String, hypervisor: String, values: [KeyPlace: String]) {
        self.name = name
        self.hypervisor = hypervisor
        self.values = values
    }

    /// A value; nil if the file doesn't say, or a build fills it in.
    package func value(of place: KeyPlace) -> TomlValue? {
        guard let text = values[place], !text.contains("@") else { return nil }
        let read = TomlDocument.read(Array("v = \(text)\n".utf8), file: "template")
        return read.document?.entries.count == 1 ? read.document?.entries.first?.value : nil
    }
}

/// An annotation of a pod, and what each shim makes of it.
package struct AnnotationRule: Sendable, Hashable {
    package enum Handling: String, Sendable, Hashable, CaseIterable {
        /// Only if `enable_annotations` of the hypervisor lets it.
        case gated
        /// Whoever may write the pod may set it.
        case free
        /// Not read.
        case no
    }

    package var name: String
    package var go: Handling
    package var rust: Handling
    package var note: String

    package init(name: String, go: Handling, rust: Handling, note: String) {
        self.name = name
        self.go = go
        self.rust = rust
        self.note = note
    }

    package func handling(in language: ShimLanguage) -> Handling { language == .go ? go : rust }
}
