/// The values of one measure by block, as they were recorded: logarithms of what each trial took.
package struct RecordedBlocks: Sendable, Hashable {
    package var cell: String
    package var scenario: String
    package var measure: String
    /// By role and block.
    package var values: [String: [Int: [Double]]]

    package init(cell: String, scenario: String, measure: String, values: [String: [Int: [Double]]]) {
        self.cell = cell
        self.scenario = scenario
        self.measure = measure
        self.values = values
    }
}

/// All that was recorded in blocks, by cell, scenario and measure.
package func recordedBlocks(_ input: JudgementInput) -> [RecordedBlocks] {
    timedValues(input).sorted { $0.key < $1.key }.compactMap { key, values in
        values.blocks.isEmpty
            ? nil
            : RecordedBlocks(
                cell: key.cell, scenario: key.scenario, measure: key.measure, values: values.blocks)
    }
}
