import Foundation
import Linux
import Runs
import Trials

/// `kumite __lane`: the process that runs trials; started by the conductor, never by a user.
enum LaneRole {
    static let word = "__lane"

    static func run(_ arguments: [String]) async throws {
        var values: [String: String] = [:]
        var rest = arguments[...]
        while let name = rest.popFirst(), let value = rest.popFirst() { values[name] = value }
        guard let run = values["--run"], let number = values["--number"].flatMap({ Int($0) }),
            let probe = values["--probe"]
        else {
            throw Failure(
                doing: "starting", to: "a lane", why: "it was not told its run, number and probe",
                now: "use `kumite run`", exit: Failure.usage)
        }
        try Lane.become()
        let lane = Lane(
            Lane.Settings(run: run, number: number, probe: probe, publisher: try ThisProcess.program),
            drivers: Registry.drivers, families: Registry.families)
        try await lane.serve()
    }
}
