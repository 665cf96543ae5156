/// A moment in nanoseconds since 1970 in UTC, from 1678 to 2262.
package struct LogTime: Sendable, Hashable, Comparable, CustomStringConvertible {
    package var nanoseconds: Int64

    package init(nanoseconds: Int64) {
        self.nanoseconds = nanoseconds
    }

    /// Reads RFC 3339 with any zone; `hasZone` is false where none is given, and UTC is taken.
    static func read(_ text: String) -> (time: LogTime, hasZone: Bool)? {
        let bytes = Array(text.utf8)
        guard bytes.count >= 19, bytes.count <= 40, bytes[4] == 0x2d, bytes[7] == 0x2d,
            [0x54, 0x74, 0x20].contains(bytes[10]), bytes[13] == 0x3a, bytes[16] == 0x3a,
            let year = number(bytes[0..<4]), let month = number(bytes[5..<7]), let day = number(bytes[8..<10]),
            let hour = number(bytes[11..<13]), let minute = number(bytes[14..<16]), let second = number(bytes[17..<19]),
            (1700...2200).contains(year), (1...12).contains(month), (1...31).contains(day), hour < 24, minute < 60,
            second < 61
        else { return nil }
        var at = 19
        var fraction: Int64 = 0
        if at < bytes.count, bytes[at] == 0x2e {
            let digits = bytes[(at + 1)...].prefix { (0x30...0x39).contains($0) }
            guard !digits.isEmpty else { return nil }
            for index in 0..<9 {
                fraction = fraction * 10 + (index < digits.count ? Int64(digits[digits.startIndex + index] - 0x30) : 0)
            }
            at += 1 + digits.count
        }
        guard let zone = zone(bytes[at...]) else { return nil }
        let days = days(year, month, day)
        let seconds = days * 86400 + hour * 3600 + minute * 60 + second - (zone.seconds ?? 0)
        return (LogTime(nanoseconds: seconds * 1_000_000_000 + fraction), zone.seconds != nil)
    }

    /// Seconds east of UTC; none where nothing is written; nil where it is no zone.
    private static func zone(_ bytes: ArraySlice<UInt8>) -> (seconds: Int64?, Void)? {
        if bytes.isEmpty { return (nil, ()) }
        if bytes.count == 1, bytes.first == 0x5a || bytes.first == 0x7a { return (0, ()) }
        let start = bytes.startIndex
        guard let sign = bytes.first, sign == 0x2b || sign == 0x2d, bytes.count == 6 || bytes.count == 5,
            let hours = number(bytes[(start + 1)..<(start + 3)]), let minutes = number(bytes.suffix(2)), hours < 24,
            minutes < 60
        else { return nil }
        return ((sign == 0x2d ? -1 : 1) * (hours * 3600 + minutes * 60), ())
    }

    private static func number(_ bytes: ArraySlice<UInt8>) -> Int64? {
        var value: Int64 = 0
        for byte in bytes {
            guard (0x30...0x39).contains(byte) else { return nil }
            value = value * 10 + Int64(byte - 0x30)
        }
        return value
    }

    /// Days since 1970 in the Gregorian calendar, counted in years that begin in March.
    private static func days(_ year: Int64, _ month: Int64, _ day: Int64) -> Int64 {
        let shifted = month <= 2 ? year - 1 : year
        let era = shifted / 400
        let ofEra = shifted - era * 400
        let ofYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        return era * 146097 + ofEra * 365 + ofEra / 4 - ofEra / 100 + ofYear - 719468
    }

    package static func < (a: LogTime, b: LogTime) -> Bool { a.nanoseconds < b.nanoseconds }

    /// RFC 3339 in UTC with nine digits.
    package var description: String {
        let seconds = Int64((Double(nanoseconds) / 1e9).rounded(.down))
        let exact = nanoseconds - seconds * 1_000_000_000
        let (whole, rest) =
            exact < 0
            ? (seconds - 1, exact + 1_000_000_000)
            : exact >= 1_000_000_000
                ? (seconds + 1, exact - 1_000_000_000) : (seconds, exact)
        let day = whole >= 0 ? whole / 86400 : (whole - 86399) / 86400
        let ofDay = whole - day * 86400
        let shifted = day + 719468
        let era = (shifted >= 0 ? shifted : shifted - 146096) / 146097
        let ofEra = shifted - era * 146097
        let yearOfEra = (ofEra - ofEra / 1460 + ofEra / 36524 - ofEra / 146096) / 365
        let ofYear = ofEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * ofYear + 2) / 153
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        func padded(_ number: Int64, _ width: Int) -> String {
            let text = "\(number)"
            return String(repeating: "0", count: max(0, width - text.count)) + text
        }
        return padded(year, 4) + "-" + padded(month, 2) + "-" + padded(ofYear - (153 * shiftedMonth + 2) / 5 + 1, 2)
            + "T"
            + padded(ofDay / 3600, 2) + ":" + padded(ofDay % 3600 / 60, 2) + ":" + padded(ofDay % 60, 2) + "."
            + padded(rest, 9) + "Z"
    }
}
