import Facets

/// What is shown beside a finding and never compared: messages, stacks, logs, what programs printed to stderr.
struct EvidenceExtractor: GeneralExtractor {
    /// How much of a shim's log is kept of a trial in which nothing went wrong, bytes.
    static let quietLogLimit = 4 << 10
    /// How much of anything else.
    static let limit = 32 << 10

    func extract(from reading: Reading, into draft: inout Draft) {
        var log: [UInt8] = []
        var isTroubled = false
        for observation in reading.recording.observations {
            let about = observation.step.map { FacetPath([$0.subject] + $0.name).description } ?? "run"
            switch observation.what {
            case .call(let call):
                guard let text = Self.message(of: call) else { continue }
                isTroubled = true
                draft.show("message", about: about, Self.bounded(reading.names.inPlace(text)))
            case .program(let program) where !program.stderr.bytes.isEmpty:
                let text = String(decoding: program.stderr.bytes.prefix(Self.limit), as: UTF8.self)
                draft.show("stderr", about: "\(about) \(program.purpose)", Self.bounded(reading.names.inPlace(text)))
            case .hang(let hang):
                isTroubled = true
                draft.show("stack", about: about, Self.bounded(hang.stacks.joined(separator: "\n")))
            case .violation(let text):
                isTroubled = true
                draft.show("violation", about: about, Self.bounded(text))
            case .infrastructure(let failure):
                let text = "\(failure.doing) \(failure.to): \(failure.why)"
                draft.show("infrastructure", about: about, Self.bounded(text))
            case .host(let difference):
                for residue in difference.left {
                    let text = "\(residue.kind.rawValue) \(residue.identity) \(residue.detail)"
                    draft.show("left", about: "host/left/\(residue.kind.plural)", Self.bounded(text))
                }
                for residue in difference.changed {
                    draft.show("changed", about: "host/changed", Self.bounded("\(residue.identity) \(residue.detail)"))
                }
            case .log(let bytes): log += bytes.bytes
            // What goes to syslog goes through the pipe too; the journal has what a shim says nowhere else.
            case .systemLog(let record) where record.way == .journal: log += record.bytes.bytes + [10]
            default: continue
            }
        }
        // The end tells why it ended: a panic, a dump of stacks.
        let kept = log.suffix(isTroubled ? Self.limit : Self.quietLogLimit)
        draft.show("log", about: "run", reading.names.inPlace(String(decoding: kept, as: UTF8.self)))
    }

    private static func message(of call: CallRecord) -> String? {
        switch call.outcome {
        case .answered: nil
        case .refused(let code, let message, _): "\(call.method): \(ErrorCodes.name(of: code)): \(message)"
        case .timedOut: "\(call.method): no answer by the deadline"
        case .broken(let why): "\(call.method): \(why)"
        }
    }

    private static func bounded(_ text: String) -> String {
        text.utf8.count <= limit ? text : String(decoding: Array(text.utf8.prefix(limit)), as: UTF8.self) + "…"
    }
}
