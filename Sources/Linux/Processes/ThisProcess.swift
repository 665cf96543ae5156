import CLinux
import Glibc

/// What can be set of this process besides signals and orphans. Process-wide: at a start, nowhere else.
package enum ThisProcess {
    /// Lowers a limit of this process and what it starts; a higher value than the present changes nothing.
    package static func lower(_ limit: Limit) throws {
        _ = try checked(
            clinux_lower_limit(limit.resource.number, limit.soft, limit.hard), "lower limit", "\(limit.resource)")
    }

    /// Names the calling thread; in `main` the process. Cut to 15 bytes.
    package static func nameThread(_ name: String) throws {
        _ = try checked(clinux_name_thread(name), "name", "a thread")
    }

    /// The kernel's id of the calling thread.
    package static var threadID: Int32 { clinux_thread_id() }

    /// The path of the running program, as the kernel has it.
    package static var program: String {
        get throws { try Files.readLink("/proc/self/exe") }
    }
}

extension ThisProcess {
    /// This process's number.
    package static var pid: Int32 { getpid() }
}

extension ThisProcess {
    /// Whether this process is root.
    package static var isRoot: Bool { geteuid() == 0 }
}
