/// What stands before a contender's shim and misbehaves on purpose: the judge is proved with it.
package struct Understudy: Sendable, Hashable, Codable {
    /// The fault's name, `<family>/<slug>`; nil for a transparent one.
    package var fault: String?
    /// The fault's parameters that are not as by default.
    package var with: [String: String]
    /// How likely one daemon commits it, from 0 to 1; nil for always.
    package var probability: Double?
    /// Which of the occasions inside one daemon it is committed on, from 1; nil for all.
    package var nth: Int?
    /// What decides, with the container's id, which daemons commit it.
    package var seed: UInt64

    package init(
        fault: String? = nil, with: [String: String] = [:], probability: Double? = nil, nth: Int? = nil,
        seed: UInt64 = 1
    ) {
        self.fault = fault
        self.with = with
        self.probability = probability
        self.nth = nth
        self.seed = seed
    }

    /// What it does, in one line: `commits time/create (percent 8), 1 time in 10`.
    package var summary: String {
        guard let fault else { return "commits nothing" }
        let chosen = with.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: ", ")
        var text = "commits \(fault)" + (chosen.isEmpty ? "" : " (\(chosen))")
        if let probability { text += ", with probability \(probability)" }
        if let nth { text += ", on occasion \(nth)" }
        return text
    }

    /// The word for a transparent one.
    package static let none = "none"

    /// Keys of the map in a matrix.
    static let keys = ["fault", "with", "probability", "nth", "seed"]

    /// Reads one from the command line: `none`, `time/create`, `time/create:percent=8:probability=0.1:nth=3`.
    ///
    /// - Returns: nil if a part is no `KEY=VALUE`, or a number none.
    init?(commandLine text: String) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        self.init(fault: parts[0] == Self.none ? nil : parts[0])
        for part in parts.dropFirst() {
            let sides = part.split(separator: "=", maxSplits: 1).map(String.init)
            guard sides.count == 2 else { return nil }
            switch sides[0] {
            case "probability":
                guard let value = Self.probability(sides[1]) else { return nil }
                probability = value
            case "nth":
                guard let value = Int(sides[1]), value >= 1 else { return nil }
                nth = value
            case "seed":
                guard let value = UInt64(sides[1]) else { return nil }
                seed = value
            default: with[sides[0]] = sides[1]
            }
        }
    }

    /// A probability as text; nil if it is none.
    static func probability(_ text: String) -> Double? {
        guard let value = Double(text), value >= 0, value <= 1 else { return nil }
        return value
    }
}
