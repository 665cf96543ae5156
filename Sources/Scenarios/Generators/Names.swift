internal import Documents

/// How areas, scenarios, containers and labels may be called.
package enum Names {
    /// Small letters, digits and `-`, a letter or digit first, at most 64.
    package static func isName(_ text: String) -> Bool { Reading.isName(text) }
}
