import CLinux
import Glibc

/// Starts a detached thread that blocks all signals but its own faults. Its name is cut to 15 bytes.
func startThread(_ name: String, _ body: @escaping @Sendable () -> Void) throws(LinuxError) {
    final class Box: Sendable {
        let body: @Sendable () -> Void
        init(_ body: @escaping @Sendable () -> Void) { self.body = body }
    }
    let box = Unmanaged.passRetained(Box(body))
    let status = clinux_start_thread(
        name, { if let pointer = $0 { Unmanaged<Box>.fromOpaque(pointer).takeRetainedValue().body() } }, box.toOpaque())
    if status < 0 {
        box.release()
        throw LinuxError(doing: "start thread", to: name, errno: -status)
    }
}
