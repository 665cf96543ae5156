/// What containerd put on the shim's command line, as Go's flag package reads it.
struct Invocation: Sendable, Hashable {
    /// Everything after the program's name, as it was given.
    var arguments: [String]
    var namespace = ""
    var address = ""
    var id = ""
    var bundle = ""
    /// `start`, `delete`, or empty where a flag such as `-v` asks for something else.
    var verb = ""

    private static let boolean: Set<String> = ["debug", "v", "info", "h", "help"]

    init(_ arguments: [String]) {
        self.arguments = arguments
        var words = arguments[...]
        var asks = false
        while let word = words.first, word.hasPrefix("-"), word != "-" {
            words.removeFirst()
            if word == "--" { break }
            let flag = word.drop { $0 == "-" }
            let sides = flag.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            let name = sides.first ?? ""
            if Self.boolean.contains(name) {
                asks = asks || name != "debug"
                continue
            }
            let value = sides.count > 1 ? sides[1] : words.popFirst() ?? ""
            switch name {
            case "namespace": namespace = value
            case "address": address = value
            case "id": id = value
            case "bundle": bundle = value
            default: break
            }
        }
        if !asks { verb = words.first ?? "" }
    }

    /// Arguments with another value of a flag, in either spelling; as they are where the flag is not among them.
    static func replacing(_ flag: String, by value: String, in arguments: [String]) -> [String] {
        var arguments = arguments
        for (index, word) in arguments.enumerated() where word.hasPrefix("-") {
            let name = word.drop { $0 == "-" }
            if name == flag, index + 1 < arguments.count { arguments[index + 1] = value }
            if name.hasPrefix("\(flag)=") { arguments[index] = "-\(flag)=\(value)" }
        }
        return arguments
    }
}
