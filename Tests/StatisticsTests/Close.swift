import Foundation

/// Whether two numbers agree to nine digits, which is what two ways of computing one quantity must do.
func close(_ a: Double, _ b: Double) -> Bool {
    a == b || abs(a - b) <= 1e-9 * max(abs(a), abs(b), 1e-300)
}
