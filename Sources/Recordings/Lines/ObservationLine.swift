import Facets
import Foundation

/// One observation as one line of JSON, as lanes send it and archives keep it.
///
/// `{"number":1,"at":12,"step":{"subject":"main","name":["create"]},"call":{…}}`: the member beside `number`, `at` and
/// `step` says what was seen. Written by hand (about 2 µs; `JSONEncoder` needs 10 times that), read by `JSONDecoder`.
package enum ObservationLine {
    /// The longest line that is read: a frame of 4 MiB in base64, and room for what stands around it.
    package static let byteLimit = 16 << 20

    /// The line of an observation, without the newline.
    package static func encode(_ observation: Observation) -> [UInt8] {
        var json = JSONWriter()
        observation.write(into: &json)
        return json.bytes
    }

    /// Reads a line, with or without its newline.
    ///
    /// - Throws: `RecordingError` when it is too long or is not an observation.
    package static func decode(_ line: some Collection<UInt8>) throws -> Observation {
        guard line.count <= byteLimit else {
            throw RecordingError.badLine(why: "it is \(line.count) bytes long, more than \(byteLimit)")
        }
        do {
            return try JSONDecoder().decode(Observation.self, from: Data(line))
        } catch {
            throw RecordingError.badLine(why: RecordingError.brief(error))
        }
    }
}
