/// A pattern of facet paths: `*` stands for one component or a part of one, `**` for any number; nothing else is special.
package struct FacetPattern: Sendable, Hashable {
    package enum Part: Sendable, Hashable {
        /// A component with the runs of text between its `*`; one entry is a plain component.
        case component([String])
        /// `**`.
        case anyDepth
    }

    package var parts: [Part]

    package init(parts: [Part]) {
        self.parts = parts
    }
}
