/// Turns a recording into facets, measures and evidence: pure, and versioned, so that a newer judge can derive again.
package enum Derive {
    /// Stored with what was derived; grows whenever the same recording would give something else.
    package static let version = 1
}

/// What the general extractors, then a family's own, make of a recording.
package func derive(_ recording: Recording, extractors: [any Extractor] = []) -> Derived {
    var derived = Derived()
    for extractor in extractors { extractor.extract(from: recording, into: &derived) }
    return derived
}
