/// The stable name of one observed thing: `subject/place[/name…]`.
///
/// The same path names the facet in `expect`, `compare`, the ledger and findings (design, "The one idea"). Components
/// are kept unquoted here; the text form quotes those that come from outside.
package struct FacetPath: Sendable, Hashable {
    /// The components from the subject on, unquoted; never empty strings.
    package var components: [String]

    /// Makes a path of components that are already apart.
    package init(_ components: [String]) {
        self.components = components
    }

    /// Makes a path of components that are already apart.
    package init(_ components: String...) {
        self.components = components
    }

    /// The path that continues this one.
    package func appending(_ more: String...) -> FacetPath {
        FacetPath(components + more)
    }

    /// The path that continues this one by a relative path.
    package func appending(_ relative: FacetPath) -> FacetPath {
        FacetPath(components + relative.components)
    }

    /// Whether this path begins with all components of `prefix`.
    package func hasPrefix(_ prefix: FacetPath) -> Bool {
        components.starts(with: prefix.components)
    }
}

extension FacetPath: Comparable {
    package static func < (a: FacetPath, b: FacetPath) -> Bool {
        a.components.lexicographicallyPrecedes(b.components)
    }
}

extension FacetPath: CustomStringConvertible {
    /// The text form; components that are not plain are quoted with `"`, `\"` and `\\` escaped.
    package var description: String {
        components.map(Self.quoted).joined(separator: "/")
    }

    /// A component as it stands in a text form.
    package static func quoted(_ component: String) -> String {
        guard component.isEmpty || !component.unicodeScalars.allSatisfy(isPlain) else { return component }
        var text = "\""
        for scalar in component.unicodeScalars {
            switch scalar {
            case "\"": text += "\\\""
            case "\\": text += "\\\\"
            case let s where s.value < 0x20 || s.value == 0x7f: text += "\\u{\(String(s.value, radix: 16))}"
            default: text.unicodeScalars.append(scalar)
            }
        }
        return text + "\""
    }

    static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "a"..."z", "A"..."Z", "0"..."9", "-", "_", ".", "#", ":", "@", "+", "=", "%", "~": true
        default: false
        }
    }
}

extension FacetPath: Codable {
    /// Reads the components; a path is stored as their list, so that no quoting rule can lose one.
    package init(from decoder: any Decoder) throws {
        components = try decoder.singleValueContainer().decode([String].self)
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(components)
    }
}
