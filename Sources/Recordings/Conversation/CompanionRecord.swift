/// What a companion wrote down in the lines of observations, read as hostile: only what it can have seen is taken.
///
/// Those are calls that arrived (`asked`), what they were answered (`replied`), and the mark that the record is full.
/// Anything else, a host's state or a step, would be a word of the trial's own in a stranger's mouth. Lines are numbered
/// anew; what follows the last line end was cut off by a companion's death, and is dropped.
package struct CompanionRecord: Sendable, Hashable {
    /// The mark with which a record ends that has reached its bound.
    package static let full = "record-full"
    /// The longest line that is taken: two messages' worth in base64.
    package static let lineLimit = 1 << 20
    /// The most lines that are taken.
    package static let linesLimit = 1_000_000

    package var observations: [Observation] = []
    /// How many lines were passed over.
    package var passedOver = 0
    /// Why the first of them was.
    package var fault: String?

    /// - Parameter first: The number of the first observation.
    package init(_ bytes: [UInt8], numberedFrom first: Int) {
        var from = bytes.startIndex
        while let end = bytes[from...].firstIndex(of: 0x0a) {
            let line = bytes[from..<end]
            from = end + 1
            guard !line.isEmpty else { continue }
            do {
                guard observations.count < Self.linesLimit else {
                    throw RecordingError.badLine(why: "there are too many")
                }
                var observation = try Self.observation(of: line)
                observation.number = first + observations.count
                observation.step = nil
                observations.append(observation)
            } catch {
                passedOver += 1
                fault = fault ?? "\(error)"
            }
        }
    }

    private static func observation(of line: ArraySlice<UInt8>) throws -> Observation {
        guard line.count <= lineLimit else {
            throw RecordingError.badLine(why: "it is \(line.count) bytes long, more than \(lineLimit)")
        }
        let observation = try ObservationLine.decode(line)
        switch observation.what {
        case .asked, .replied, .mark(full): return observation
        default: throw RecordingError.badLine(why: "it is nothing that a companion can have seen")
        }
    }
}
