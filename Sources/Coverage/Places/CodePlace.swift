/// A place in code: the end of a file's path, and which of its functions; all of them where none is named.
///
/// `service.go:(*service).{Create,Start}` is two places, as is `a.rs:{x,y}`; a place with `*` is one, whatever it matches.
package struct CodePlace: Sendable, Hashable {
    /// As it was written, without braces.
    package let text: String
    package let language: CodeLanguage
    let file: FilePattern
    /// nil for every function of the file.
    let symbol: SymbolPattern?

    /// The longest text of a place, and the most places that braces may stand for.
    private static let limits = (bytes: 1024, places: 64)

    /// The places that a text stands for.
    ///
    /// - Throws: A `CodePlaceError` with what is wrong with it.
    package static func places(parsing text: String) throws(CodePlaceError) -> [CodePlace] {
        guard text.utf8.count <= limits.bytes else { throw CodePlaceError("is longer than \(limits.bytes) bytes") }
        var places: [CodePlace] = []
        for single in try expanded(text) { places.append(try CodePlace(single)) }
        return places
    }

    /// Reads a place without braces.
    private init(_ text: String) throws(CodePlaceError) {
        let path = text.prefix { $0 != ":" }
        guard let language = CodeLanguage(ofFile: path) else {
            throw CodePlaceError("names no file of Go (.go) or Rust (.rs)")
        }
        guard !path.hasPrefix("/"), path.utf8.allSatisfy(Self.isPlain) else {
            throw CodePlaceError("must begin with a file's path below its source, in letters, digits and '._-/*'")
        }
        file = FilePattern(path)
        guard file.namesSomething else {
            throw CodePlaceError("matches every file of its language; name a file or a folder")
        }
        if path.endIndex < text.endIndex {
            let name = text[text.index(after: path.endIndex)...]
            guard let symbol = SymbolPattern(name, in: language) else {
                throw CodePlaceError(
                    language == .go
                        ? "names no function of Go after ':'; write name, Type.name or (*Type).name"
                        : "names no function of Rust after ':'; write name, Type::name or <Type as Trait>::name")
            }
            self.symbol = symbol
        } else {
            symbol = nil
        }
        self.text = text
        self.language = language
    }

    /// The place without the name of an architecture that Go takes for a condition: `qemu_.go:f` of `qemu_arm64.go:f`.
    ///
    /// nil where the file's name has none; see `go help buildconstraint`.
    var withoutArchitecture: String? {
        guard language == .go, let end = text.firstRange(of: ".go")?.lowerBound else { return nil }
        let file = text[..<end]
        guard let underscore = file.lastIndex(of: "_"),
            Self.architectures.contains(String(file[file.index(after: underscore)...]))
        else { return nil }
        return String(file[...underscore]) + String(text[end...])
    }

    /// Those that Go 1.23 builds for and shims are built for.
    private static let architectures: Set<String> = [
        "386", "amd64", "arm", "arm64", "loong64", "mips64", "mips64le", "ppc64", "ppc64le", "riscv64", "s390x",
    ]

    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "-"),
            UInt8(ascii: "/"), UInt8(ascii: "*"):
            true
        default: false
        }
    }

    /// A text with each of the alternatives in its braces in turn.
    private static func expanded(_ text: String) throws(CodePlaceError) -> [String] {
        var done = [""]
        var rest = text[...]
        while let open = rest.firstIndex(of: "{") {
            guard let close = rest[open...].firstIndex(of: "}") else { throw CodePlaceError("has '{' without '}'") }
            let inner = rest[rest.index(after: open)..<close]
            guard !inner.contains("{") else { throw CodePlaceError("has braces in braces") }
            let choices = inner.split(separator: ",", omittingEmptySubsequences: false)
            guard choices.allSatisfy({ !$0.isEmpty }), done.count * choices.count <= limits.places else {
                throw CodePlaceError("has an empty alternative, or more than \(limits.places)")
            }
            let before = rest[..<open]
            done = done.flatMap { start in choices.map { start + before + $0 } }
            rest = rest[rest.index(after: close)...]
        }
        guard !rest.contains("}") else { throw CodePlaceError("has '}' without '{'") }
        return done.map { $0 + rest }
    }
}

/// Why a text is no place in code.
package struct CodePlaceError: Error, Sendable, Hashable {
    /// What follows "the place …".
    package var problem: String

    init(_ problem: String) {
        self.problem = problem
    }
}
