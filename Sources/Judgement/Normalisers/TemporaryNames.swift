import Facets

extension Normaliser {
    /// Names such as `/tmp/runc-process1639472063` and `/tmp/crun.XqZ1rD`.
    static let temporaryNames = Normaliser(
        name: "temporary-names", version: 1,
        because: "A file under /tmp or /var/tmp gets a random name; a message that has one differs in every trial."
    ) { text in
        var result = ""
        var rest = Substring(text)
        while let found = rest.firstRange(ofAny: ["/var/tmp/", "/tmp/"]) {
            result += rest[..<found.upperBound]
            rest = rest[found.upperBound...]
            let name = rest.unicodeScalars.prefix { isWord($0) || $0 == "-" || $0 == "." }
            guard !name.isEmpty else { continue }
            result += "_temporary_"
            rest = rest[name.endIndex...]
        }
        return result + rest
    }
}

extension Substring {
    /// Where the first of some texts begins and ends; of two at one place the first named.
    fileprivate func firstRange(ofAny texts: [String]) -> Range<Index>? {
        var at = startIndex
        while at < endIndex {
            for text in texts where self[at...].hasPrefix(text) { return at..<index(at, offsetBy: text.count) }
            at = index(after: at)
        }
        return nil
    }
}
