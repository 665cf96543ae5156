import Glibc
import Linux

/// Loop devices.
package enum LoopDevice {
    /// LOOP_CLR_FD of the kernel's include/uapi/linux/loop.h.
    private static let clear: UInt = 0x4c01

    /// Takes the file from behind a loop device. Nil when it is done, else why not.
    package static func detach(_ name: String) -> String? {
        guard name.hasPrefix("loop"), name.dropFirst(4).allSatisfy(\.isNumber) else {
            return "Kumite detaches only loop devices; use `dmsetup remove`"
        }
        do {
            let device = try Files.open("/dev/\(name)", O_RDONLY)
            let failure = try device.withNumber { ioctl($0, clear) == 0 ? 0 : errno }
            // ENXIO: nothing is behind it any more.
            return failure == 0 || failure == ENXIO ? nil : String(cString: strerror(failure))
        } catch {
            return "\(error)"
        }
    }
}
