import FoundationEssentials

extension Fault {
    /// Every fault, family by family.
    static let all: [Fault] =
        answers + exit + events + time
        + io

    /// All of them as JSON, as `understudy faults` prints it.
    static func described() -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        guard let data = try? encoder.encode(all.map(Description.init)) else { return [] }
        return [UInt8](data) + [10]
    }

    /// A fault as others read it: what `kumite` knows of it.
    private struct Description: Encodable {
        var name, family, title, because: String
        var parameters: [Parameter]
        var expects: Expectation
        var scenarios: [String]
        var deterministic: Bool
        var uncatchable: String?

        init(_ fault: Fault) {
            name = fault.name
            family = fault.family
            title = fault.title
            because = fault.because
            parameters = fault.parameters
            expects = fault.expects
            scenarios = fault.scenarios
            deterministic = fault.deterministic
            uncatchable = fault.uncatchable
        }
    }
}
