/// Why facets could not be read.
package struct FacetError: Error, Sendable, Hashable, CustomStringConvertible {
    private enum Code: Sendable, Hashable {
        case badSet(line: Int, why: String)
        case badTextPattern(pattern: String, why: String)
    }

    private let code: Code

    package var description: String {
        switch code {
        case .badSet(let line, let why):
            "reading a facet set: line \(line): \(why); use an undamaged copy of the run"
        case .badTextPattern(let pattern, let why):
            "reading the regular expression \"\(Escaping.text(pattern, limit: 80))\": \(why); mend the pattern"
        }
    }

    static func badSet(line: Int, why: String) -> FacetError {
        FacetError(code: .badSet(line: line, why: why))
    }

    static func badTextPattern(_ pattern: String, why: String) -> FacetError {
        FacetError(code: .badTextPattern(pattern: pattern, why: why))
    }
}
