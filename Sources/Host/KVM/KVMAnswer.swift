/// Whether this host's `/dev/kvm` runs guests, found by running one.
///
/// Opening it proves nothing: on hosts whose KVM has no hardware behind it, every call is answered and kernels hang.
package enum KVMAnswer: Hashable, Sendable, Codable {
    /// There is no `/dev/kvm`, or this architecture has no tiny guest yet.
    case absent
    /// It is there and can't be opened.
    case noAccess(why: String)
    /// It opens, and the tiny guest did not run as it should.
    case broken(why: String)
    /// The tiny guest took an exception and a system call; from opening the device to its halt.
    case runs(nanoseconds: UInt64)
}
