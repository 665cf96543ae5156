import Foundation

/// The number to six significant digits, as every output shows it; what is no finite number stays as it is.
///
/// Ranks decide; so the last digits of a sum, which depend on its order, never reach a report.
package func sixDigits(_ value: Double) -> Double {
    guard value.isFinite, value != 0 else { return value }
    let places = 5 - Int(floor(log10(abs(value))))
    // Powers of ten are exact only up to 10^22; what is smaller than 10^-17 is no measurement of ours.
    guard places <= 22 else { return 0 }
    guard places < 0 else {
        let scale = pow(10, Double(places))
        return (value * scale).rounded() / scale
    }
    guard places >= -22 else { return value }
    let scale = pow(10, Double(-places))
    return (value / scale).rounded() * scale
}
