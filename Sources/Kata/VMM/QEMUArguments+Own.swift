extension QEMUArguments {
    /// The same without what is one sandbox's own and tells nothing: its number over vsock, descriptors, names.
    ///
    /// - Parameter names: What to put in the place of ids: longest first, each wherever it stands.
    package func plain(names: [(id: String, name: String)] = []) -> QEMUArguments {
        var plain = self
        let names = names.filter { $0.id.utf8.count >= 3 }.sorted { $0.id.utf8.count > $1.id.utf8.count }
        plain.options = options.map { option in
            var option = option
            for (key, value) in option.properties {
                option.properties[key] = Self.plain(value, key, of: option.name, names)
            }
            return option
        }.sorted()
        return plain
    }

    private static func plain(
        _ value: String, _ key: String, of option: String, _ names: [(id: String, name: String)]
    ) -> String {
        switch (option, key) {
        case (_, "guest-cid"), ("uuid", "value"): return "SANDBOX"
        case (_, "fd"), (_, "vhostfd"): return "FD"
        // How many there are is how many queues there are.
        case (_, "fds"), (_, "vhostfds"):
            return [String](repeating: "FD", count: value.split(separator: ":").count).joined(separator: ":")
        // The number alone: `/dev/fdset/2` too.
        default: return names.reduce(value) { $0.replacing($1.id, with: $1.name) }
        }
    }

    /// The id of the sandbox that it runs for, as `-name sandbox-ID` tells; nil where nothing does.
    package var sandbox: String? {
        guard let name = options.first(where: { $0.name == "name" })?.properties["guest"],
            let range = name.firstRange(of: "sandbox-")
        else { return nil }
        let id = name[range.upperBound...].prefix { $0.isASCII && ($0.isLetter || $0.isNumber || "_.-".contains($0)) }
        return id.isEmpty ? nil : String(id)
    }
}

/// Reads the words of a command line from a file: as /proc has them, or as one would type them.
package enum CommandWords {
    package static let byteLimit = 1 << 20

    /// The words; those of /proc end with a zero each, others are apart by white space, quotes as a shell reads them.
    package static func read(_ bytes: [UInt8]) -> [String] {
        if bytes.contains(0) {
            var words = bytes.split(separator: 0, omittingEmptySubsequences: false)
                .map { String(decoding: $0, as: UTF8.self) }
            if words.last?.allSatisfy(\.isWhitespace) == true { words.removeLast() }
            return words
        }
        var words: [String] = []
        var word: String?
        var quote: Character?
        var text = String(decoding: bytes, as: UTF8.self)[...]
        while let next = text.popFirst() {
            switch (next, quote) {
            case ("\\", let open) where open != "'":
                // What is escaped is a character; the end of a line that goes on is none.
                if let escaped = text.popFirst(), !escaped.isNewline { word = (word ?? "") + String(escaped) }
            case ("'", nil), ("\"", nil):
                quote = next
                word = word ?? ""
            case (_, let open) where open == next: quote = nil
            case (_, nil) where next.isWhitespace:
                if let whole = word { words.append(whole) }
                word = nil
            default: word = (word ?? "") + String(next)
            }
        }
        if let word { words.append(word) }
        return words
    }
}
