/// Why a contender cannot be had from what the user wrote.
package struct MatrixError: Error, Sendable, Hashable, CustomStringConvertible {
    package var doing: String
    package var to: String
    package var why: String
    package var now: String

    init(_ role: Role, _ text: String, why: String, now: String) {
        doing = "reading the \(role.rawValue)"
        to = text
        self.why = why
        self.now = now
    }

    package var description: String { "\(doing) '\(to)': \(why); \(now)" }
}
