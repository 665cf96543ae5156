/// The parameters of a fault, each with the value that was chosen or its default.
struct Choices: Sendable, Hashable {
    private var values: [String: String]

    /// - Throws: A ``StagingProblem`` for a name that the fault has not, or a value that it does not take.
    init(_ chosen: [String: String], of fault: Fault) throws {
        values = Dictionary(fault.parameters.map { ($0.name, $0.default) }) { first, _ in first }
        for (name, value) in chosen.sorted(by: { $0.key < $1.key }) {
            guard let parameter = fault.parameters.first(where: { $0.name == name }) else {
                let known = fault.parameters.map(\.name).joined(separator: ", ")
                throw StagingProblem(
                    why: "\(fault.name) has no parameter \(name); "
                        + (known.isEmpty ? "it has none" : "known: \(known)"))
            }
            guard parameter.takes(value) else {
                let known =
                    parameter.values.isEmpty ? "a whole number from 1" : parameter.values.joined(separator: ", ")
                throw StagingProblem(why: "\(name) of \(fault.name) can't be \(value): it takes \(known)")
            }
            values[name] = value
        }
    }

    /// The value as a word.
    subscript(word name: String) -> String { values[name] ?? "" }

    /// The value as a number; 0 where it is none.
    subscript(number name: String) -> Int { Int(values[name] ?? "") ?? 0 }
}

extension Fault.Parameter {
    /// Whether a value can be chosen.
    func takes(_ value: String) -> Bool {
        values.isEmpty ? Int(value).map { $0 >= 1 } == true : values.contains(value)
    }
}
