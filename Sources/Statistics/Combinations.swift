import Foundation

/// Logarithms of the factorials 0!…n!, so that tails of counts neither overflow nor lose digits.
struct LogFactorials {
    private let table: [Double]

    init(upTo n: Int) {
        var table = [0.0]
        table.reserveCapacity(n + 1)
        for i in stride(from: 1, through: n, by: 1) { table.append(table[i - 1] + log(Double(i))) }
        self.table = table
    }

    /// ln C(n, k); minus infinity where there is no such choice.
    func choose(_ n: Int, _ k: Int) -> Double {
        guard k >= 0, k <= n else { return -.infinity }
        return table[n] - table[k] - table[n - k]
    }
}
