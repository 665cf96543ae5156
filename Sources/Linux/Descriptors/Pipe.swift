import CLinux

/// A pipe: what is written to one end is read from the other. Both ends are close-on-exec and blocking.
package struct Pipe: Sendable {
    package let reading: Descriptor
    package let writing: Descriptor

    package init() throws {
        var one: Int32 = -1
        var other: Int32 = -1
        _ = try checked(clinux_pipe(&one, &other), "make", "a pipe")
        reading = Descriptor(owning: one)
        writing = Descriptor(owning: other)
    }
}
