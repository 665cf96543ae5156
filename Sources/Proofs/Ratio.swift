import Foundation
import Statistics

/// Where shifts of logarithms lie, as a ratio with six digits; 1 for none.
func ratio(_ shifts: [Double]) -> Double {
    sixDigits(exp(hodgesLehmannCentre(shifts) ?? 0))
}
