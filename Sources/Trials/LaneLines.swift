import Foundation
package import Matrices
package import Scenarios

/// What the conductor sends a lane: one trial to carry out, as one line of JSON.
package struct LaneOrder: Sendable, Codable {
    /// The version of the lines in both directions; both ends are the same binary, so a mismatch is a mixed installation.
    package static let version = 1

    package var version = LaneOrder.version
    /// The trial's number in the archive.
    package var trial: Int
    package var scenario: Scenario
    package var contender: Contender
    package var driver: String
    package var view: View
    package var speaks: String
    /// Whether the host is looked at before and after.
    package var snapshots: Bool
    /// Whether no other lane runs: then what nobody owns (loop devices, links, `/dev/shm`) is compared too.
    package var alone: Bool
    /// Entries of the environment that tell an instrumented shim where to leave its counters.
    package var counters: [String]?

    package init(
        trial: Int, scenario: Scenario, contender: Contender, driver: String, view: View, speaks: String,
        snapshots: Bool, alone: Bool, counters: [String]? = nil
    ) {
        self.trial = trial
        self.scenario = scenario
        self.contender = contender
        self.driver = driver
        self.view = view
        self.speaks = speaks
        self.snapshots = snapshots
        self.alone = alone
        self.counters = counters
    }
}

/// What a lane says between observations.
package enum LaneWord: Sendable, Codable, Hashable {
    /// It is up: the lines' version, and its process.
    case ready(version: Int, pid: Int32)
    /// The observations that follow are of this trial.
    case begun(trial: Int)
    /// The trial is over.
    case ended(trial: Int, TrialEnd)
}

/// How a trial ended, as far as the lane knows.
package struct TrialEnd: Sendable, Codable, Hashable {
    package enum Outcome: Sendable, Codable, Hashable {
        case recorded
        case hung
        case unsupported(why: String)
        case infrastructure(why: String)
        case interrupted
    }

    package var outcome: Outcome
    /// Objects that the trial left and that were then removed, and those that it changed and that were put back.
    package var left: Int
    /// Objects that could not be removed; with any, the lane is replaced.
    package var stuck: [String]

    /// Whether nothing was left: then the lane can carry out another trial.
    package var isClean: Bool { left == 0 && stuck.isEmpty }

    package init(outcome: Outcome, left: Int = 0, stuck: [String] = []) {
        self.outcome = outcome
        self.left = left
        self.stuck = stuck
    }
}

/// The lines in both directions; a lane writes two kinds of them, told apart by their first byte.
package enum LaneLine {
    /// Before the JSON of a word; an observation's line begins with `{`.
    static let mark = UInt8(ascii: "!")

    /// A word as a line, with its end.
    package static func encode(_ word: LaneWord) throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        return [mark] + Array(try encoder.encode(word)) + [10]
    }

    /// An order as a line, with its end.
    package static func encode(_ order: LaneOrder) throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return Array(try encoder.encode(order)) + [10]
    }

    /// The word that a line holds, or nil for an observation's line.
    ///
    /// - Throws: A `DecodingError` when the line is marked as a word and is none.
    package static func word(in line: some Collection<UInt8>) throws -> LaneWord? {
        guard line.first == mark else { return nil }
        return try JSONDecoder().decode(LaneWord.self, from: Data(line.dropFirst()))
    }
}
