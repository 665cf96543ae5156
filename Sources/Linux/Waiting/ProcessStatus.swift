/// How a process ended.
package enum ProcessStatus: Hashable, Sendable, CustomStringConvertible {
    /// By exit, with a code from 0 to 255.
    case exited(Int32)

    /// By a signal; `core` if the kernel says that it dumped core.
    case signalled(Int32, core: Bool)

    package var description: String {
        switch self {
        case .exited(let code): "exited(\(code))"
        case .signalled(let signal, let core): "signalled(\(signal)\(core ? ", core" : ""))"
        }
    }

    /// Whether the process ended by exit with code 0.
    package var isSuccess: Bool { self == .exited(0) }
}
