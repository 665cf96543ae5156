import Facets

/// Which daemons an intermittent fault strikes: the same ones for the same seed.
enum Chance {
    /// Whether the daemon of this container is one of them.
    static func strikes(_ probability: Double, seed: UInt64, _ container: String) -> Bool {
        if probability >= 1 { return true }
        return fraction(seed: seed, container) < probability
    }

    /// A number from 0 to below 1 that a text and a seed decide.
    static func fraction(seed: UInt64, _ text: String) -> Double {
        let digest = SHA256.digest(of: Array("\(seed) \(text)".utf8))
        let bits = digest.hexadecimal.prefix(12)
        return Double(UInt64(bits, radix: 16) ?? 0) / Double(UInt64(1) << 48)
    }
}
