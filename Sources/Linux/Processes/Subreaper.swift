import CLinux

/// Inheriting orphans. Process-wide: for the start of a conductor or lane, nowhere else.
package enum Subreaper {
    /// Makes this process the parent of every orphan among its descendants. Not inherited by children.
    package static func become() throws {
        _ = try checked(clinux_become_subreaper(), "become", "a child subreaper")
    }

    /// Whether this process is a subreaper.
    package static var isSet: Bool {
        get throws { try checked(clinux_is_subreaper(), "ask for", "the child subreaper attribute") == 1 }
    }
}
