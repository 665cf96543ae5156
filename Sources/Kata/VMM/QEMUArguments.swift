/// QEMU's command line by meaning: two that say the same in other words, units or order are equal.
package struct QEMUArguments: Sendable, Hashable {
    /// One option: its properties, the first one by the name that it goes without.
    package struct Option: Sendable, Hashable, Comparable {
        package var name: String
        package var properties: [String: String]

        package init(_ name: String, _ properties: [String: String]) {
            self.name = name
            self.properties = properties
        }

        /// What it is known by among its like: its id, else its driver or type.
        package var identity: String {
            for key in ["id", "driver", "type", "qom-type", "backend", "value", "path"] {
                if let value = properties[key] { return value }
            }
            return ""
        }

        package static func < (a: Option, b: Option) -> Bool {
            (a.name, a.identity, a.text) < (b.name, b.identity, b.text)
        }

        /// As one would write it, properties by name.
        package var text: String {
            "-\(name) " + properties.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: ",")
        }
    }

    package var program: String
    /// Sorted: QEMU's own order matters only where one thing names another.
    package var options: [Option]

    /// The most arguments that are read; a real command line has some hundred.
    static let limit = 4096

    /// Reads the words of a process, its program first.
    package init(_ words: [String]) {
        program = words.first ?? ""
        var options: [Option] = []
        var index = 1
        while index < min(words.count, Self.limit) {
            let word = words[index]
            index += 1
            guard word.hasPrefix("-"), word.utf8.count > 1 else {
                options.append(Option("drive", ["file": word]))
                continue
            }
            let name = String(word.drop { $0 == "-" })
            if QEMUWords.flags.contains(name) {
                options.append(QEMUWords.flag(name))
                continue
            }
            let value = index < words.count ? words[index] : ""
            index += 1
            options.append(QEMUWords.option(name, value))
        }
        self.options = options.sorted()
    }
}

extension QEMUArguments {
    /// How one command line differs from another, an option or a property each; empty if both mean the same.
    package func differences(to other: QEMUArguments) -> [String] {
        var told: [String] = []
        for name in Set((options + other.options).map(\.name)).sorted() {
            var mine = options.filter { $0.name == name }
            var theirs = other.options.filter { $0.name == name }
            // What is equal goes first, so that of two without an id the different ones meet.
            for option in mine {
                guard let twin = theirs.firstIndex(of: option), let own = mine.firstIndex(of: option) else { continue }
                theirs.remove(at: twin)
                mine.remove(at: own)
            }
            for option in mine {
                guard let index = theirs.firstIndex(where: { $0.identity == option.identity }) else {
                    told.append("only here: \(option.text)")
                    continue
                }
                told += Self.differences(option, theirs.remove(at: index))
            }
            told += theirs.map { "only there: \($0.text)" }
        }
        return told
    }

    private static func differences(_ mine: Option, _ theirs: Option) -> [String] {
        Set(mine.properties.keys).union(theirs.properties.keys).sorted().compactMap { key in
            let (here, there) = (mine.properties[key], theirs.properties[key])
            guard here != there else { return nil }
            let name = mine.identity.isEmpty ? "-\(mine.name)" : "-\(mine.name) \(mine.identity)"
            return "\(name) \(key): \(here ?? "absent") here, \(there ?? "absent") there"
        }
    }
}
