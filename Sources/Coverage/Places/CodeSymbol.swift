/// A function as its source names it, without what a compiler adds: type arguments, closures, async bodies, hashes.
package struct CodeSymbol: Sendable, Hashable, Codable {
    /// The type that it belongs to, `Service`, in Go with the star of its receiver: `*service`; empty for none.
    package var owner: String
    /// The trait that the type implements with it; empty for none.
    package var trait: String
    package var name: String
    /// Of a function without a type: the last part of its module's path, as far as the tool tells it.
    package var module: String

    package init(owner: String = "", trait: String = "", name: String, module: String = "") {
        self.owner = owner
        self.trait = trait
        self.name = name
        self.module = module
    }

    /// As its language writes it: `(*service).Create`, `Service::new`, `<Service as Task>::create`, `main`.
    package func text(in language: CodeLanguage) -> String {
        if owner.isEmpty { return name }
        switch language {
        case .go: return owner.hasPrefix("*") ? "(\(owner)).\(name)" : "\(owner).\(name)"
        case .rust: return trait.isEmpty ? "\(owner)::\(name)" : "<\(owner) as \(trait)>::\(name)"
        }
    }
}

/// A language that shims are written in; it is told by the extension of a file.
package enum CodeLanguage: String, Sendable, Hashable, Codable, CaseIterable {
    case go, rust

    /// The language of a file or a pattern of files; nil for any other.
    package init?(ofFile file: some StringProtocol) {
        if file.hasSuffix(".go") { self = .go } else if file.hasSuffix(".rs") { self = .rust } else { return nil }
    }
}
