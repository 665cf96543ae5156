/// A line and a column of a document, both from 1, the column counted in Unicode scalars.
package struct Position: Sendable, Hashable {
    package var line: Int
    package var column: Int

    package init(line: Int, column: Int) {
        self.line = line
        self.column = column
    }
}
