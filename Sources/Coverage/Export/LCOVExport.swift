extension CoverageSide {
    /// What was reached as lcov tracks it: functions by file, each with the number of scenarios that reached it.
    ///
    /// Digests hold functions, not lines; so there are no `DA` records. Nothing in the format says "not known", and left
    /// out a function would make the rest look better: it has no hit, and the test's name says what that is worth.
    package func lcov(test name: String) -> String {
        var text = "TN:\(plainName(name))\(unknownFunctions > 0 ? "_counters_lost" : "")\n"
        for (file, own) in Dictionary(grouping: functions, by: \.function.file).sorted(by: { $0.key < $1.key }) {
            text += "SF:\(oneLine(file))\n"
            let named = own.map { (title: title($0), function: $0) }
            for (title, function) in named { text += "FN:\(function.function.line),\(title)\n" }
            for (title, function) in named { text += "FNDA:\(function.scenarios.count),\(title)\n" }
            text += "FNF:\(own.count)\nFNH:\(own.count(where: \.isReached))\nend_of_record\n"
        }
        return text
    }

    private func title(_ function: Function) -> String {
        let language = CodeLanguage(ofFile: function.function.file) ?? .rust
        return oneLine(function.function.symbol.text(in: language))
    }

    /// lcov takes letters, digits and `_` in a test's name.
    private func plainName(_ text: String) -> String {
        String(text.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "_" })
    }
}

/// A text from outside without what would end a line or a record.
private func oneLine(_ text: String) -> String {
    String(String.UnicodeScalarView(text.unicodeScalars.map { $0.value < 0x20 || $0.value == 0x7f ? "?" : $0 }))
}
