/// Why a recording could not be read; what a shim did wrong is never one of these.
package struct RecordingError: Error, Sendable, Hashable, CustomStringConvertible {
    private enum Code: Sendable, Hashable {
        case badLine(why: String)
    }

    private let code: Code

    package var description: String {
        switch code {
        case .badLine(let why):
            "reading a line of observations: \(why); record the trial again with this version of Kumite"
        }
    }

    /// A line that is not an observation.
    static func badLine(why: String) -> RecordingError {
        RecordingError(code: .badLine(why: why))
    }

    /// What a decoder said, in one bounded line that holds nothing of the input but member names.
    static func brief(_ error: any Error) -> String {
        guard let error = error as? DecodingError else { return "it is not JSON" }
        let (context, what): (DecodingError.Context, String) =
            switch error {
            case .typeMismatch(_, let context): (context, "has the wrong type")
            case .valueNotFound(_, let context): (context, "is null")
            case .keyNotFound(let key, let context): (context, "lacks the member \(key.stringValue.prefix(64))")
            case .dataCorrupted(let context): (context, "is malformed")
            @unknown default: (DecodingError.Context(codingPath: [], debugDescription: ""), "is malformed")
            }
        let place = context.codingPath.map { String($0.stringValue.prefix(64)) }.joined(separator: ".")
        return (place.isEmpty ? "it" : String(place.prefix(256))) + " " + what
    }
}
