/// Which functions of a file are meant: `main`, `(*service).Create`, `Service::*`, `<Service as Task>::create`.
struct SymbolPattern: Sendable, Hashable {
    /// nil where the function must have no type.
    private let owner: StarPattern?
    /// nil for any trait, and for none.
    private let trait: StarPattern?
    private let name: StarPattern

    /// - Returns: nil if the language has no such name.
    init?(_ text: Substring, in language: CodeLanguage) {
        switch language {
        case .go: self.init(go: text)
        case .rust: self.init(rust: text)
        }
    }

    private init?(go text: Substring) {
        trait = nil
        if text.hasPrefix("(*") {
            guard let end = text.firstIndex(of: ")"), text[end...].hasPrefix(").") else { return nil }
            let type = text[text.index(text.startIndex, offsetBy: 2)..<end]
            let function = text[text.index(end, offsetBy: 2)...]
            guard Self.isName(type), Self.isName(function) else { return nil }
            // The star of a receiver is no wildcard, and a name can't begin with one: the rest alone is matched.
            owner = StarPattern("(" + type)
            name = StarPattern(function)
            return
        }
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count <= 2, let last = parts.last, parts.allSatisfy(Self.isName) else { return nil }
        owner = parts.count == 2 ? StarPattern(parts[0]) : nil
        name = StarPattern(last)
    }

    private init?(rust text: Substring) {
        var rest = text
        if text.hasPrefix("<") {
            guard let end = text.firstIndex(of: ">"), text[end...].hasPrefix(">::") else { return nil }
            let sides = text[text.index(after: text.startIndex)..<end].split(separator: " ")
            guard sides.count == 3, sides[1] == "as", Self.isName(sides[0]), Self.isName(sides[2]) else { return nil }
            rest = text[text.index(end, offsetBy: 3)...]
            guard Self.isName(rest) else { return nil }
            owner = StarPattern(sides[0])
            trait = StarPattern(sides[2])
            name = StarPattern(rest)
            return
        }
        var parts: [Substring] = []
        while let colon = rest.firstIndex(of: ":") {
            guard rest[colon...].hasPrefix("::"), parts.isEmpty else { return nil }
            parts.append(rest[..<colon])
            rest = rest[rest.index(colon, offsetBy: 2)...]
        }
        parts.append(rest)
        guard parts.allSatisfy(Self.isName) else { return nil }
        owner = parts.count == 2 ? StarPattern(parts[0]) : nil
        trait = nil
        name = StarPattern(rest)
    }

    func matches(_ symbol: CodeSymbol) -> Bool {
        guard name.matches(symbol.name) else { return false }
        guard let owner else { return symbol.owner.isEmpty }
        if let trait, !trait.matches(symbol.trait) { return false }
        if symbol.owner.isEmpty { return trait == nil && !symbol.module.isEmpty && owner.matches(symbol.module) }
        return owner.matches(symbol.owner.hasPrefix("*") ? "(" + symbol.owner.dropFirst() : symbol.owner)
    }

    private static func isName(_ text: Substring) -> Bool {
        guard !text.isEmpty, text.utf8.count <= 128 else { return false }
        return text.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "*"):
                true
            default: false
            }
        }
    }
}
