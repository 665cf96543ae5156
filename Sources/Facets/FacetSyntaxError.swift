/// Why a text is no facet path or pattern, and where.
package struct FacetSyntaxError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What was being read: `facet path`, `facet pattern`.
    package var reading: String
    /// The column of the first character that is wrong, from 1, counted in Unicode scalars.
    package var column: Int
    /// What is wrong there, and what would be right.
    package var problem: String

    package var description: String {
        "reading a \(reading): at column \(column): \(problem)"
    }
}
