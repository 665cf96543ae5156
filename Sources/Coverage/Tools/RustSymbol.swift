extension CodeSymbol {
    /// Reads a function as a demangler prints it: `<a::Service as a::Task>::create::{closure#0}`, `a::run::<u32>`.
    ///
    /// Closures and async bodies belong to the function that they stand in; type arguments count for nothing.
    /// - Returns: nil for a text that names no function.
    package init?(rust text: Substring) {
        guard !text.isEmpty, text.utf8.count <= Self.longest else { return nil }
        var parts = Self.parts(of: text[...])
        if parts.count > 1, let last = parts.last, Self.isHash(last) { parts.removeLast() }
        let qualified = parts.first.map { $0.hasPrefix("<") } ?? false
        let named = parts.enumerated().filter { place, part in
            !part.hasPrefix("{") && (place == 0 || !part.hasPrefix("<"))
        }.map(\.element)
        guard let last = named.last, !last.hasPrefix("<") else { return nil }
        let name = Self.plain(last)
        if qualified, named.count == 2 {
            let inner = named[0].dropFirst().dropLast()
            let (type, trait) = Self.sides(of: inner)
            self.init(owner: Self.typeName(type), trait: trait.map(Self.typeName) ?? "", name: name)
        } else {
            let before = named.count > 1 ? named[named.count - 2] : ""
            self.init(name: name, module: before.hasPrefix("<") ? Self.typeName(before) : Self.plain(before))
        }
    }

    /// What stands between `::` outside all brackets.
    private static func parts(of text: Substring) -> [Substring] {
        var parts: [Substring] = []
        var start = text.startIndex
        scan(text) { place in
            guard text[place...].hasPrefix("::") else { return }
            parts.append(text[start..<place])
            start = text.index(place, offsetBy: 2)
        }
        parts.append(start <= text.endIndex ? text[start...] : "")
        return parts.filter { !$0.isEmpty }
    }

    /// `T` and `U` of `T as U`.
    private static func sides(of text: Substring) -> (Substring, Substring?) {
        var found: Substring.Index?
        scan(text) { place in
            if found == nil, text[place...].hasPrefix(" as ") { found = place }
        }
        guard let found else { return (text, nil) }
        return (text[..<found], text[text.index(found, offsetBy: 4)...])
    }

    /// The last part of a type's path: `Service` of `&mut a::b::Service<T>`.
    private static func typeName(_ text: Substring) -> String {
        var text = text
        for prefix in ["&", "'_ ", "mut ", "dyn ", "*const ", "*mut "] where text.hasPrefix(prefix) {
            text = text.dropFirst(prefix.count)
        }
        let names = parts(of: text).filter { !$0.hasPrefix("<") && !$0.hasPrefix("{") }
        return plain(names.last ?? text)
    }

    /// A name without type arguments and the disambiguator of its crate: `a` of `a[1f2e]`, `T` of `T<u8>`.
    private static func plain(_ text: Substring) -> String {
        let end = text.dropFirst().firstIndex { $0 == "<" || $0 == "[" || $0 == " " }
        return String(end.map { text[..<$0] } ?? text)
    }

    /// `h0123456789abcdef`, what the legacy mangling ends with.
    private static func isHash(_ text: Substring) -> Bool {
        text.utf8.count == 17 && text.hasPrefix("h") && text.dropFirst().allSatisfy { $0.isASCII && $0.isHexDigit }
    }

    /// Visits every place outside all brackets, from left to right, once.
    private static func scan(_ text: Substring, _ visit: (Substring.Index) -> Void) {
        var depth = 0
        var before: UInt8 = 0
        let bytes = text.utf8
        for place in bytes.indices {
            let byte = bytes[place]
            switch byte {
            case UInt8(ascii: "<"), UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"): depth += 1
            // The arrow of a function's type closes nothing.
            case UInt8(ascii: ">") where before == UInt8(ascii: "-"): break
            case UInt8(ascii: ">"), UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"): depth = max(0, depth - 1)
            case UInt8(ascii: ":") where depth == 0 && before != UInt8(ascii: ":"): visit(place)
            case UInt8(ascii: " ") where depth == 0: visit(place)
            default: break
            }
            before = byte
        }
    }
}
