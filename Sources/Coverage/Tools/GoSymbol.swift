extension CodeSymbol {
    /// Longer names are not read: no source has one.
    static let longest = 4096

    /// Reads a function as Go's tools print it: `*service.Create`, `service.Close`, `main`, `(*list).add.func1`.
    ///
    /// - Returns: nil for a text that names nothing.
    package init?(go text: Substring) {
        guard !text.isEmpty, text.utf8.count <= Self.longest else { return nil }
        // A literal that belongs to no function is named by its place alone.
        if text.hasPrefix("func.L") {
            self.init(name: String(text))
            return
        }
        var name = Self.withoutTypeArguments(text)
        if name.hasSuffix("-fm") { name.removeLast(3) }
        var parts = name.split(separator: ".", omittingEmptySubsequences: true)
        while parts.count > 1, let last = parts.last, Self.isClosure(last) { parts.removeLast() }
        guard let last = parts.last else { return nil }
        var owner = parts.count > 1 ? String(parts[parts.count - 2]) : ""
        if owner.hasPrefix("("), owner.hasSuffix(")") { owner = String(owner.dropFirst().dropLast()) }
        self.init(owner: owner, name: String(last))
    }

    /// `func1`, `2` of `func1.2`, `gowrap1`, `deferwrap1`.
    private static func isClosure(_ part: Substring) -> Bool {
        let digits = part.utf8.reversed().prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }.count
        guard digits > 0 else { return false }
        return ["", "func", "gowrap", "deferwrap"].contains(String(part.dropLast(digits)))
    }

    private static func withoutTypeArguments(_ text: Substring) -> String {
        var depth = 0
        var kept = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            if scalar == "[" { depth += 1 }
            if depth == 0 { kept.append(scalar) }
            if scalar == "]" { depth = max(0, depth - 1) }
        }
        return String(kept)
    }
}
