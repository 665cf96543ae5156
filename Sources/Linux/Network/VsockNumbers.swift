import CLinux

/// The numbers by which guests are called over vsock.
package enum VsockNumbers {
    /// Whether a guest could have a number: the kernel is asked for it, and it is given back at once.
    ///
    /// - Throws: A `LinuxError`: ENOENT on a host without vhost_vsock, where no guest of this kind can be.
    package static func isFree(_ number: UInt32) throws -> Bool {
        try checked(clinux_vsock_is_free(number), "ask for", "number \(number) of vsock") != 0
    }
}
