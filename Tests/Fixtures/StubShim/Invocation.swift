import Facets

/// What the stub was started with: containerd's flags, and a verb.
struct Invocation: Sendable {
    var namespace = ""
    var address = ""
    var id = ""
    var bundle = ""
    var publisher = ""
    /// `start`, `delete`, or empty for the daemon.
    var verb = ""
    var asksVersion = false
    /// As they were given, without the verb.
    var flags: [String] = []

    init(_ arguments: [String]) {
        var words = arguments[...]
        while let word = words.popFirst() {
            switch word {
            case "-v", "--version": asksVersion = true
            case "-debug": flags.append(word)
            case "-namespace", "-address", "-publish-binary", "-id", "-bundle":
                let value = words.popFirst() ?? ""
                flags += [word, value]
                switch word {
                case "-namespace": namespace = value
                case "-address": address = value
                case "-id": id = value
                case "-bundle": bundle = value
                case "-publish-binary": publisher = value
                default: break
                }
            default: verb = word
            }
        }
    }

    /// Where the daemon listens: as containerd's shims choose it, whatever folder containerd has.
    var socket: String {
        let digest = SHA256.digest(of: Array("stub \(address) \(namespace) \(id)".utf8))
        return "/run/containerd/s/\(digest.hexadecimal)"
    }
}
