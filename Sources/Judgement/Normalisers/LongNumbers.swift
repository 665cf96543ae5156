import Facets

extension Normaliser {
    /// Numbers of four or more digits.
    static let longNumbers = Normaliser(
        name: "long-numbers", version: 1,
        because: "In a message they are pids, inode numbers and times; codes and signals have fewer digits."
    ) { text in
        replacingRuns(in: text, of: isDigit) { $0.count >= 4 ? "_number_" : nil }
    }
}
