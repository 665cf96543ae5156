extension Fault {
    static let leakedMemory = Fault(
        name: "leaks/memory-per-call",
        title: "With every call the shim keeps one more connection, and the memory of what came on it",
        because: "A shim lives as long as its pod: in a month of probes it has taken the node's memory.",
        parameters: [Parameter(name: "kibibytes", default: "64", meaning: "how much")],
        expects: Expectation(facets: ["**/growth/*/memory", "**/growth/*/descriptors"], severity: "blocker"),
        scenarios: ["leaks/execs"]
    ) { choices in
        let size = choices[number: "kibibytes"] << 10
        let burden = Burden()
        return Misbehaviour(answer: { call, reply, _ in
            guard call.isTask, reply.status == nil else { return nil }
            // The beginning of a message that never comes to its end: what reads it holds what has come.
            return .also { stage in burden.add(to: stage, Self.unfinishedMessage(size)) }
        })
    }

    /// A ttrpc request of a length, without its last byte.
    private static func unfinishedMessage(_ size: Int) -> [UInt8] {
        let length = (0..<4).map { UInt8(truncatingIfNeeded: size >> (24 - 8 * $0)) }
        return length + [0, 0, 0, 1, 1, 0] + [UInt8](repeating: 0x61, count: max(0, size - 1))
    }
}
