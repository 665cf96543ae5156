/// An element of an XML document; texts and values of attributes are escaped as they are written.
struct XMLElement {
    var name: StaticString
    /// In the order in which they are written.
    var attributes: [(name: StaticString, value: String)] = []
    var text = ""
    var children: [XMLElement] = []

    /// The whole document.
    var document: String {
        var result = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        write(into: &result, indent: 0)
        return result
    }

    private func write(into result: inout String, indent: Int) {
        let margin = String(repeating: " ", count: 2 * indent)
        result += "\(margin)<\(name)"
        for (name, value) in attributes { result += " \(name)=\"\(Self.escaped(value))\"" }
        guard !text.isEmpty || !children.isEmpty else { return result += "/>\n" }
        result += ">"
        if children.isEmpty {
            result += text.split(separator: "\n", omittingEmptySubsequences: false).map(Self.escaped)
                .joined(separator: "\n")
        } else {
            result += "\n"
            for child in children { child.write(into: &result, indent: indent + 1) }
            result += margin
        }
        result += "</\(name)>\n"
    }

    /// Only characters that are seen where they stand: that leaves none that XML 1.0 forbids (section 2.2).
    private static func escaped(_ text: some StringProtocol) -> String {
        var result = ""
        for scalar in shown(String(text), limit: 4000).unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "'": result += "&apos;"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
