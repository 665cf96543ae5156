import Facets

extension Normaliser {
    /// Runs of eight or more hexadecimal digits with a decimal one among them, and addresses such as `0xc000123`.
    static let hexadecimal = Normaliser(
        name: "hexadecimal", version: 1,
        because: "Ids, digests and addresses that a shim or runtime makes up are its trial's own."
    ) { text in
        replacingRuns(in: text, of: isWord) { run in
            let digits = run.starts(with: "0x".unicodeScalars) ? run.dropFirst(2) : run
            let isAddress = digits.count < run.count
            guard digits.count >= (isAddress ? 1 : 8), digits.allSatisfy(\.properties.isASCIIHexDigit),
                isAddress || (digits.contains(where: isDigit) && !digits.allSatisfy(isDigit))
            else { return nil }
            return "_hex_"
        }
    }
}
