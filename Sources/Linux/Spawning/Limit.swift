import Glibc

/// A limit on what a process may use. Limits are only ever lowered: a higher value than the present one changes nothing.
package struct Limit: Hashable, Sendable {
    /// What is limited.
    package enum Resource: Hashable, Sendable {
        case processorSeconds, fileBytes, stackBytes, coreBytes, openFiles, addressSpaceBytes, processes, lockedBytes

        var number: Int32 {
            switch self {
            case .processorSeconds: Int32(RLIMIT_CPU.rawValue)
            case .fileBytes: Int32(RLIMIT_FSIZE.rawValue)
            case .stackBytes: Int32(RLIMIT_STACK.rawValue)
            case .coreBytes: Int32(RLIMIT_CORE.rawValue)
            case .openFiles: Int32(RLIMIT_NOFILE.rawValue)
            case .addressSpaceBytes: Int32(RLIMIT_AS.rawValue)
            case .processes: Int32(__RLIMIT_NPROC.rawValue)
            case .lockedBytes: Int32(__RLIMIT_MEMLOCK.rawValue)
            }
        }
    }

    package let resource: Resource
    package let soft: UInt64
    package let hard: UInt64

    package init(_ resource: Resource, soft: UInt64, hard: UInt64) {
        self.resource = resource
        self.soft = soft
        self.hard = hard
    }

    package init(_ resource: Resource, _ both: UInt64) {
        self.init(resource, soft: both, hard: both)
    }
}
