/// A moment as ISO 8601 in UTC without a zone, to the second: `2026-11-28T05:07:09`, the form that JUnit's schema asks.
func iso(_ nanosecondsSince1970: UInt64) -> String {
    let seconds = Int(nanosecondsSince1970 / 1_000_000_000)
    let (days, rest) = (seconds / 86_400, seconds % 86_400)
    // Days since 0000-03-01, so that a leap day is the last of its year; 400 years have 146,097.
    let since = days + 719_468
    let (era, day) = (since / 146_097, since % 146_097)
    let yearOfEra = (day - day / 1460 + day / 36_524 - day / 146_096) / 365
    let dayOfYear = day - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shifted = (5 * dayOfYear + 2) / 153
    let month = shifted < 10 ? shifted + 3 : shifted - 9
    let year = era * 400 + yearOfEra + (month <= 2 ? 1 : 0)
    func padded(_ number: Int, _ width: Int = 2) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
    return "\(padded(year, 4))-\(padded(month))-\(padded(dayOfYear - (153 * shifted + 2) / 5 + 1))T"
        + "\(padded(rest / 3600)):\(padded(rest / 60 % 60)):\(padded(rest % 60))"
}

/// Seconds with three digits after the point; no locale has a say in it.
func seconds(_ nanoseconds: UInt64) -> String {
    let milliseconds = String((nanoseconds / 1_000_000) % 1000)
    return "\(nanoseconds / 1_000_000_000)." + String(repeating: "0", count: 3 - milliseconds.count) + milliseconds
}
