import Recordings
import TTRPC

/// A line of the record: a call as it arrived, or the answer that it got, as an observation of the archive's form.
///
/// `asked` and `replied` of `Recordings`; at most some 360 KB and a line end, and no control character in it but that.
enum ConversationLine {
    /// The line of a call.
    ///
    /// - Parameters:
    ///   - line: The line's number in the record, from 1.
    ///   - call: The call's, from 1.
    ///   - machine: The VM's id; empty for a call of the hypervisor's.
    static func call(_ line: Int, _ call: UInt64, _ request: ServerRequest, to machine: String) -> [UInt8] {
        let asked = AskedRecord(
            call: call, machine: short(machine), service: short(request.service), method: short(request.method),
            connection: request.connection, timeoutNanoseconds: request.timeoutNanoseconds,
            message: HeldMessage(request.payload, data: DataField.inRequest[request.method]))
        return encoded(line, at: request.receivedNanoseconds, .asked(asked))
    }

    /// The line of an answer.
    static func answer(
        _ line: Int, _ call: UInt64, at nanoseconds: UInt64, _ method: String, _ response: ServerResponse
    ) -> [UInt8] {
        let replied =
            switch response {
            case .success(let payload):
                RepliedRecord(
                    call: call, code: 0, words: "", message: HeldMessage(payload, data: DataField.inAnswer[method]))
            case .failure(let status):
                RepliedRecord(
                    call: call, code: status.code.rawValue, words: short(status.message), message: HeldMessage([]))
            }
        return encoded(line, at: nanoseconds, .replied(replied))
    }

    /// The last line of a record that has reached its bound.
    static func end(_ line: Int, at nanoseconds: UInt64) -> [UInt8] {
        encoded(line, at: nanoseconds, .mark(CompanionRecord.full))
    }

    private static func short(_ text: String) -> String { String(text.unicodeScalars.prefix(1000)) }

    private static func encoded(_ line: Int, at nanoseconds: UInt64, _ what: Observed) -> [UInt8] {
        ObservationLine.encode(Observation(number: line, at: nanoseconds, step: nil, what: what)) + [10]
    }
}
