import Facets

/// Turns a recording into facets, measures and evidence: pure, and versioned, so that a newer judge can derive again.
package enum Derive {
    /// Stored with what was derived; grows whenever the same recording would give something else.
    package static let version = 5

    /// The general extractors, in the order in which they are asked.
    static let extractors: [any GeneralExtractor] = [
        StepExtractor(), CallExtractor(), HTTPExtractor(), ProgramExtractor(), OutputExtractor(), EventExtractor(),
        AgreementExtractor(), DaemonExtractor(), HostExtractor(), PostureExtractor(), FootprintExtractor(),
        GrowthExtractor(), GuestExtractor(), LogExtractor(), MeasureExtractor(), EvidenceExtractor(),
    ]
}

/// What the general extractors, then a family's own, make of a recording.
package func derive(_ recording: Recording, extractors: [any Extractor] = []) -> Derived {
    let reading = Reading(recording)
    var draft = Draft()
    for extractor in Derive.extractors { extractor.extract(from: reading, into: &draft) }
    var derived = draft.finished()
    for extractor in extractors { extractor.extract(from: recording, into: &derived) }
    return derived
}

/// A part of `derive` that every shim and driver shares; it reads the indexed recording.
protocol GeneralExtractor: Sendable {
    func extract(from reading: Reading, into draft: inout Draft)
}
