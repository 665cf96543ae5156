import CLinux

/// A pseudo terminal: what a program sees (`inner`) and who drives it (`outer`). Both blocking, close-on-exec.
package struct Terminal: Sendable {
    package let outer: Descriptor
    package let inner: Descriptor

    package init() throws {
        var one: Int32 = -1
        var other: Int32 = -1
        _ = try checked(clinux_pseudo_terminal(&one, &other), "make", "a pseudo terminal")
        outer = Descriptor(owning: one)
        inner = Descriptor(owning: other)
    }

    /// Sets the window size, in characters.
    package func resize(columns: UInt16, rows: UInt16) throws {
        try outer.withNumber { _ = try checked(clinux_window_size($0, columns, rows), "resize", "a pseudo terminal") }
    }
}
