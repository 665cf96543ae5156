import Matrices
import Recordings

/// Contenders as a matrix's file has them.
enum MatrixText {
    /// A file's text; what is known of a contender from itself is written beside what was found.
    static func of(_ contenders: [Contender], known: [ContenderIdentity]) -> String {
        guard !contenders.isEmpty else { return "contenders: {}" }
        let releases = Dictionary(known.map { ($0.name, $0.release) }) { first, _ in first }
        var lines = ["contenders:"]
        for contender in contenders {
            lines.append("  \(contender.name):")
            func add(_ key: String, _ value: String?) {
                if let value { lines.append("    \(key): \(quoted(value))") }
            }
            add("family", contender.family)
            add("release", contender.release ?? releases[contender.name] ?? nil)
            add("shim", contender.shim)
            add("runtime", contender.runtime)
            add("config", contender.config)
            add("hypervisor", contender.hypervisor)
        }
        return lines.joined(separator: "\n")
    }

    /// A text as YAML reads it back, whatever is in it.
    private static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"", "\\": result += "\\\(scalar)"
            case let other where other.value < 0x20 || (0x7f..<0xa0).contains(other.value):
                let code = String(other.value, radix: 16)
                result += "\\x" + String(repeating: "0", count: 2 - code.count) + code
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }
}
