/// What a family's own observer saw of a trial at one moment; only that family's extractors read it.
package struct SightRecord: Sendable, Hashable, Codable {
    package enum Moment: String, Sendable, Hashable, Codable, CaseIterable {
        /// Before the first step, with the trial's network made.
        case before
        /// When nothing moves any more, as for posture and footprint.
        case steady
        /// After the tear-down, with the trial's network still there.
        case after
    }

    /// The family: `kata`.
    package var observer: String
    package var moment: Moment
    /// Its document, as that family writes it.
    package var document: RawBytes

    /// The most bytes of a document.
    package static let byteLimit = 1 << 20

    package init(observer: String, moment: Moment, document: RawBytes) {
        self.observer = observer
        self.moment = moment
        self.document = document
    }
}
