import Documents
import FoundationEssentials
import Host
import Linux
package import Matrices
import Recordings

/// The faults that the understudy beside this program can commit, as it describes them itself.
package struct FaultCatalogue: Sendable, Hashable {
    /// One of them.
    package struct Entry: Sendable, Hashable, Codable {
        /// `<family>/<slug>`.
        package var name: String
        package var family: String
        package var title: String
        package var because: String
        package var parameters: [Parameter]
        package var expects: Expectation
        /// Globs of scenarios that should show it at the least cost.
        package var scenarios: [String]
        /// Whether every trial that gives it the occasion shows it.
        package var deterministic: Bool
        /// Why it can't be seen from outside, where that is so.
        package var uncatchable: String?
    }

    /// A number or word that changes what a fault does; without values any whole number from 1.
    package struct Parameter: Sendable, Hashable, Codable {
        package var name: String
        package var `default`: String
        package var values: [String]
        package var meaning: String
    }

    /// What a judge that catches a fault says of it.
    package struct Expectation: Sendable, Hashable, Codable {
        /// Patterns of facets or names of measures, of which at least one is named.
        package var facets: [String]
        /// Classes of findings, any of which is right.
        package var classes: [String]
        /// The least severity that is right.
        package var severity: String
        /// The verb of the step where the sides part, where that is one.
        package var step: String?
    }

    /// In the order in which the understudy tells them: family by family.
    package var entries: [Entry]
    /// The understudy's program.
    package var program: String

    package init(entries: [Entry], program: String) {
        self.entries = entries
        self.program = program
    }

    /// Asks the understudy that lies beside a program.
    ///
    /// - Parameter program: `kumite`'s own path.
    /// - Throws: A `RunError` when it is not there or does not answer.
    package static func read(beside program: String) async throws -> FaultCatalogue {
        let folder = String(program[..<(program.lastIndex(of: "/") ?? program.startIndex)])
        let path = "\(folder)/understudy"
        guard Files.exists(path) else {
            throw RunError.machine(
                "looking for", "the understudy", "\(path) is not there",
                "build it (`swift build --product understudy`), or install kumite with it")
        }
        let record = await Program(purpose: "faults", arguments: [path, "faults"]).run(within: .seconds(10))
        guard record.end == .exited(0),
            let entries = try? JSONDecoder().decode([Entry].self, from: Data(record.stdout.bytes))
        else {
            throw RunError.machine(
                "asking", path, "`faults` ended with \(record.end.words), or printed something else",
                "build kumite and its understudy from one tree")
        }
        return FaultCatalogue(entries: entries, program: path)
    }

    /// Refuses what the understudy would: an unknown fault, parameter or value.
    ///
    /// - Throws: A `RunError` that is the user's to mend, with the nearest names.
    package func check(_ understudy: Understudy, of contender: String) throws {
        guard let fault = understudy.fault else { return }
        guard let entry = entries.first(where: { $0.name == fault }) else {
            throw Self.refusal(
                contender, "there is no fault '\(fault)'", fault, among: entries.map(\.name),
                else: "`understudy faults` lists those there are")
        }
        for (name, value) in understudy.with.sorted(by: { $0.key < $1.key }) {
            let known = entry.parameters.map(\.name)
            guard let parameter = entry.parameters.first(where: { $0.name == name }) else {
                throw Self.refusal(
                    contender, "the fault '\(fault)' has no parameter '\(name)'", name, among: known,
                    else: known.isEmpty ? "it has none" : "known: \(known.joined(separator: ", "))")
            }
            let fits = parameter.values.isEmpty ? Int(value).map { $0 >= 1 } == true : parameter.values.contains(value)
            guard fits else {
                let values =
                    parameter.values.isEmpty ? "a whole number from 1" : parameter.values.joined(separator: ", ")
                throw RunError.user(
                    "reading", "the understudy of contender \(contender)",
                    "'\(name)' of '\(fault)' can't be '\(value)'", "it takes \(values)")
            }
        }
    }

    private static func refusal(
        _ contender: String, _ why: String, _ name: String, among names: [String], else now: String
    ) -> RunError {
        RunError.user(
            "reading", "the understudy of contender \(contender)", why,
            nearest(to: name, among: names).map { "did you mean '\($0)'?" } ?? now)
    }
}
