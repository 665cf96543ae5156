/// A named misbehaviour of a guest: what it is, whom it hurts, and what it does.
///
/// One file each; a line in the list makes it known.
struct Fault: Sendable {
    /// `<family>/<slug>`.
    var name: String
    /// What it does wrong, in one line.
    var title: String
    /// Who is hurt by a shim that can't cope with it.
    var because: String
    var parameters: [Parameter] = []
    /// What it does, with its parameters chosen.
    var make: @Sendable (Choices) -> Misbehaviour

    /// A number or word that changes what a fault does.
    struct Parameter: Sendable, Hashable {
        var name: String
        var `default`: String
        /// The values that can be chosen; none where any whole number from 1 to 600,000 can.
        var values: [String] = []
        var meaning: String

        /// Whether it can have the value.
        func takes(_ value: String) -> Bool {
            if !values.isEmpty { return values.contains(value) }
            return Int(value).map { (1...600_000).contains($0) && String($0) == value } ?? false
        }
    }

    /// Every fault, in the order in which they are listed.
    static let all: [Fault] = [
        slowAgent, silentAgent, goneAgent, wrongError, notServing, oldAgent, newAgent, agentOfThree, endlessStreams,
        lostExit, wrongExit, memoryStorm, machineRefused, machineNeverStarts, machineWithoutAgent,
    ]
}

extension Fault.Parameter {
    /// The call of the agent at which the fault strikes.
    static func method(_ standard: String) -> Fault.Parameter {
        Fault.Parameter(
            name: "method", default: standard, values: Occasions.methods, meaning: "the call at which it strikes")
    }
}

/// A fault's parameters, each with a value that it can have.
struct Choices: Sendable, Hashable {
    private let values: [String: String]

    init(_ chosen: [String: String], of fault: Fault) throws(Misuse) {
        var values = Dictionary(
            fault.parameters.map { ($0.name, $0.default) }, uniquingKeysWith: { first, _ in first })
        for (name, value) in chosen.sorted(by: { $0.key < $1.key }) {
            guard let parameter = fault.parameters.first(where: { $0.name == name }) else {
                throw Misuse("the fault \(fault.name) has no parameter \(name)")
            }
            guard parameter.takes(value) else { throw Misuse("\(name) of the fault \(fault.name) can't be \(value)") }
            values[name] = value
        }
        self.values = values
    }

    subscript(text name: String) -> String { values[name] ?? "" }
    subscript(number name: String) -> Int { values[name].flatMap { Int($0) } ?? 0 }
}
