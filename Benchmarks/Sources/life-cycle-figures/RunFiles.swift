import Foundation

/// The files of a run's folder that these figures are made of, read as what they are: lines of JSON.
enum RunFiles {
    /// The trials of a run, in their order; those that the judge asked for afterwards are left out.
    ///
    /// - Throws: `Unfit` when a trial is not a whole life-cycle: then its figures would mean nothing.
    static func lifeCycles(of folder: String) throws -> [LifeCycle] {
        try planned(folder).sorted().map { number in
            let digits = String(number)
            let name = String(repeating: "0", count: max(0, 6 - digits.count)) + digits
            let path = "\(folder)/trials/\(name).jsonl"
            return try lifeCycle(number, try lines(path), path)
        }
    }

    struct Unfit: Error, CustomStringConvertible {
        var description: String
    }

    private static func planned(_ folder: String) throws -> [Int] {
        try lines("\(folder)/plan.jsonl").compactMap { line in
            guard let trial = line["trial"] as? [String: Any], let number = trial["number"] as? Int,
                let round = trial["round"] as? Int, round >= 0
            else { return nil }
            return number
        }
    }

    private static func lines(_ path: String) throws -> [[String: Any]] {
        let text = try Data(contentsOf: URL(fileURLWithPath: path))
        return try text.split(separator: 10).compactMap {
            try JSONSerialization.jsonObject(with: Data($0)) as? [String: Any]
        }
    }

    private static func lifeCycle(_ number: Int, _ observations: [[String: Any]], _ path: String) throws -> LifeCycle {
        var anchors: [UInt64] = []
        var answers: [LifeCycle.Answer] = []
        var marks: [String: UInt64] = [:]
        for observation in observations {
            if let anchor = observation["anchors"] as? [String: Any] {
                anchors.append(time(anchor["monotonic"]))
            } else if let call = observation["call"] as? [String: Any], let method = call["method"] as? String {
                guard method == "Shutdown" || (call["outcome"] as? [String: Any])?["answered"] != nil else {
                    throw Unfit(description: "\(path): the call \(method) was not answered")
                }
                answers.append(.init(name: method, from: time(call["sentAt"]), to: time(call["receivedAt"])))
            } else if let program = observation["program"] as? [String: Any] {
                let purpose = program["purpose"] as? String ?? "program"
                answers.append(.init(name: purpose, from: time(program["startedAt"]), to: time(program["endedAt"])))
            } else if let mark = observation["mark"] as? String {
                marks[mark] = time(observation["at"])
            }
        }
        guard anchors.count == 2, let gone = marks["shim-gone"], let ended = marks["connection-ended"],
            let shutdown = answers.last(where: { $0.name == "Shutdown" }),
            let delete = answers.last(where: { $0.name == "delete" })
        else { throw Unfit(description: "\(path): this is no whole life-cycle") }
        // What is waited for besides answers: the end of the connection, then that of the process.
        if ended > shutdown.to { answers.append(.init(name: "connection's end", from: shutdown.to, to: ended)) }
        if gone > delete.to { answers.append(.init(name: "process's end", from: delete.to, to: gone)) }
        answers.sort { $0.from < $1.from }
        return LifeCycle(number: number, begin: anchors[0], end: anchors[1], answers: answers)
    }

    private static func time(_ value: Any?) -> UInt64 { (value as? NSNumber)?.uint64Value ?? 0 }
}
