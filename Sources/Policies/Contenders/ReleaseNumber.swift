/// The number of a release, `4.1.0` or `1.2.0-rc.1`, so that releases can be told older and newer.
///
/// What distributions put behind it (`~ds1`, `+dfsg`, `-1+deb12u3`) counts for nothing.
package struct ReleaseNumber: Sendable, Hashable {
    /// Without zeros at the end; at least one of them before those were taken off.
    private var numbers: [UInt64]
    /// `rc.1` of `1.2.0-rc.1`; nil for a release itself.
    private var candidate: String?
    /// How many numbers were written down.
    private var precision: Int

    /// Reads a number that stands alone; nil if it is none.
    package init?(_ text: some StringProtocol) {
        let text = text.hasPrefix("v") ? text.dropFirst() : text[...]
        var numbers: [UInt64] = []
        var rest = Substring(text)
        while true {
            let digits = rest.prefix { $0.isASCII && $0.isNumber }
            guard let number = UInt64(digits), numbers.count < 8 else { return nil }
            numbers.append(number)
            rest = rest.dropFirst(digits.count)
            guard rest.first == ".", let next = rest.dropFirst().first, next.isASCII, next.isNumber else { break }
            rest = rest.dropFirst()
        }
        guard rest.first.map({ "-~+".contains($0) }) ?? true else { return nil }
        precision = numbers.count
        while numbers.last == 0 { numbers.removeLast() }
        self.numbers = numbers
        let words = rest.dropFirst().lowercased()
        let isCandidate = ["alpha", "beta", "rc", "pre", "dev"].contains { words.hasPrefix($0) }
        candidate = isCandidate ? String(words.prefix { $0 != "+" && $0 != "~" }) : nil
    }

    /// The first number with a dot in the first line of what a program prints: `runc version 1.1.5+ds1` gives `1.1.5`.
    package init?(in text: String) {
        let line = text.prefix { $0 != ";" && $0 != "\n" }
        let words = line.split { $0.isWhitespace || $0 == "," || $0 == "(" || $0 == ")" }
        for word in words where word.contains(".") {
            guard let number = ReleaseNumber(word) else { continue }
            self = number
            return
        }
        return nil
    }

    /// Whether this is what `named` names: `4.1` names `4.1.0` and `4.1.3`.
    func isNamed(by named: ReleaseNumber) -> Bool {
        guard named.candidate == nil || named.candidate == candidate else { return false }
        return (0..<named.precision).allSatisfy { self.number($0) == named.number($0) }
    }

    private func number(_ place: Int) -> UInt64 {
        place < numbers.count ? numbers[place] : 0
    }
}

extension ReleaseNumber: CustomStringConvertible {
    package var description: String {
        let text = (0..<precision).map { "\(number($0))" }.joined(separator: ".")
        return candidate.map { "\(text)-\($0)" } ?? text
    }
}

extension ReleaseNumber: Comparable {
    package static func < (a: ReleaseNumber, b: ReleaseNumber) -> Bool {
        if a.numbers != b.numbers { return a.numbers.lexicographicallyPrecedes(b.numbers) }
        switch (a.candidate, b.candidate) {
        case (.some(let a), .some(let b)): return a < b
        case (.some, .none): return true
        case (.none, _): return false
        }
    }

    package static func == (a: ReleaseNumber, b: ReleaseNumber) -> Bool {
        a.numbers == b.numbers && a.candidate == b.candidate
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(numbers)
        hasher.combine(candidate)
    }
}
