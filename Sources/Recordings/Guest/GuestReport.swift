import Foundation
import Scenarios

/// What `probe report` printed: one line of JSON whose member `probe` is the number of its contract.
struct GuestReport: Sendable {
    /// The member that tells a report.
    static let version = "probe"
    /// The longest report that is read.
    static let byteLimit = 4 << 20

    var document: GuestValue

    /// Reads a process's whole output.
    init(_ bytes: [UInt8]) throws(Fault) {
        guard bytes.count <= Self.byteLimit else { throw .tooLong }
        let line = bytes.prefix { $0 != 0x0a }
        guard let document = try? JSONDecoder().decode(GuestValue.self, from: Data(line)) else { throw .noJSON }
        guard case .integer? = document[Self.version] else { throw .noReport }
        self.document = document
    }

    /// Why a process's output is no report.
    enum Fault: String, Error {
        case tooLong = "longer than is read"
        case noJSON = "torn or no JSON"
        case noReport = "JSON, but no report"
    }

    /// Whether a process is asked for its report.
    static func isAsked(_ process: ProcessSpec) -> Bool {
        guard process.arguments.count > 1, process.arguments[1] == "report" else { return false }
        return process.arguments[0].split(separator: "/").last == "probe"
    }
}

extension Reading {
    /// The containers and execs whose process is asked for its report.
    var reporters: Set<String> {
        var all = Set(recording.scenario.containers.filter { GuestReport.isAsked($0.process) }.map(\.name))
        for step in steps {
            if case .exec(let subject, let process) = step.step.action, GuestReport.isAsked(process) {
                all.insert(subject.name)
            }
        }
        return all
    }
}
