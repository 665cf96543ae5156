import Statistics

// What the judge still asks for.
extension TimingHearing {
    func requests(
        in cell: String, _ keys: [TimingKey], _ decisions: [TimingKey: Decision]
    ) -> [BlockRequest] {
        guard input.mayAsk, let plan, plan.refusal == nil else { return [] }
        return Set(keys.map(\.scenario)).sorted().compactMap { scenario in
            let own = keys.filter { $0.scenario == scenario }
            let done = own.first.flatMap { asked[$0.place] } ?? 0
            let open = own.filter { (decisions[$0]?.answer ?? .inconclusive) == .inconclusive }
            guard let first = open.first, let next = looks.first(where: { $0.blocks > done }) else { return nil }
            let more = open.count > 1 ? " and \(open.count - 1) more" : ""
            let why = done == 0 ? "to judge \(first.measure)" : "\(first.measure) undecided after \(done) blocks"
            return BlockRequest(
                cell: cell, scenario: scenario, first: done, blocks: next.blocks - done, eachSide: plan.eachSide,
                cause: why + more)
        }
    }
}
