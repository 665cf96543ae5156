extension CoverageSide {
    /// What was reached as Cobertura writes it: a class a file, a method a function, its first line standing for it.
    ///
    /// Digests hold functions, not lines; so rates are of functions, and `hits` counts scenarios. What lost counters leave
    /// open has no hit, and a comment says what that is worth: left out it would make the rest look better.
    package func cobertura(source: String) -> String {
        let files = Dictionary(grouping: functions, by: \.function.file).sorted { $0.key < $1.key }
        let folders = Dictionary(grouping: files) { folder(of: $0.key) }.sorted { $0.key < $1.key }
        var text = """
            <?xml version="1.0" encoding="UTF-8"?>
            <!DOCTYPE coverage SYSTEM "http://cobertura.sourceforge.net/xml/coverage-04.dtd">
            \(remark)<coverage \(counts(functions)) branch-rate="0" branches-covered="0" branches-valid="0" complexity="0" \
            version="1" timestamp="0">
              <sources><source>\(xml(source))</source></sources>
              <packages>

            """
        for (folder, files) in folders {
            let all = files.flatMap(\.value)
            text +=
                "    <package name=\"\(xml(folder))\" line-rate=\"\(rate(all))\" branch-rate=\"0\" complexity=\"0\">\n"
            text += "      <classes>\n"
            for (file, own) in files { text += element(file, own) }
            text += "      </classes>\n    </package>\n"
        }
        return text + "  </packages>\n</coverage>\n"
    }

    private var remark: String {
        guard unknownFunctions > 0 else { return "" }
        return
            "<!-- \(lostTrials) trials lost counters: \(unknownFunctions) functions without a hit may have been run -->\n"
    }

    private func element(_ file: String, _ own: [Function]) -> String {
        let name = file.split(separator: "/").last.map(String.init) ?? file
        var text =
            "        <class name=\"\(xml(name))\" filename=\"\(xml(file))\" line-rate=\"\(rate(own))\" branch-rate=\"0\""
            + " complexity=\"0\">\n          <methods>\n"
        for function in own {
            let title = function.function.symbol.text(in: CodeLanguage(ofFile: file) ?? .rust)
            text +=
                "            <method name=\"\(xml(title))\" signature=\"\" line-rate=\"\(rate([function]))\""
                + " branch-rate=\"0\" complexity=\"0\"><lines>\(line(function))</lines></method>\n"
        }
        text += "          </methods>\n          <lines>"
        text += own.sorted { $0.function.line < $1.function.line }.map(line).joined()
        return text + "</lines>\n        </class>\n"
    }

    private func line(_ function: Function) -> String {
        "<line number=\"\(function.function.line)\" hits=\"\(function.scenarios.count)\"/>"
    }

    private func counts(_ all: [Function]) -> String {
        "line-rate=\"\(rate(all))\" lines-covered=\"\(all.count(where: \.isReached))\" lines-valid=\"\(all.count)\""
    }

    /// A ratio in four digits, rounded down, so that only all is 1.
    private func rate(_ all: [Function]) -> String {
        let tenThousandths = all.isEmpty ? 0 : all.count(where: \.isReached) * 10_000 / all.count
        let digits = String(tenThousandths % 10_000)
        return "\(tenThousandths / 10_000)." + String(repeating: "0", count: 4 - digits.count) + digits
    }

    private func folder(of file: String) -> String {
        file.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
    }

    /// A text from outside as an attribute's value.
    private func xml(_ text: String) -> String {
        var escaped = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\"": escaped += "&quot;"
            case _ where scalar.value < 0x20 || (0x7f...0x9f).contains(scalar.value) || scalar.value >= 0xfffe:
                escaped += "?"
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }
}
