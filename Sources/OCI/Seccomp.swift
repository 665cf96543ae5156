extension Spec {
    /// Which system calls a container may make.
    package struct Seccomp: Codable, Sendable, Hashable {
        /// `SCMP_ACT_ALLOW`, `SCMP_ACT_ERRNO` …
        package var defaultAction: String
        package var defaultErrnoRet: UInt32?
        package var architectures: [String]?
        package var flags: [String]?
        package var syscalls: [Rule]?

        package init(
            defaultAction: String, defaultErrnoRet: UInt32? = nil, architectures: [String]? = nil,
            flags: [String]? = nil, syscalls: [Rule]? = nil
        ) {
            self.defaultAction = defaultAction
            self.defaultErrnoRet = defaultErrnoRet
            self.architectures = architectures
            self.flags = flags
            self.syscalls = syscalls
        }

        /// What happens at some system calls, if their arguments fit.
        package struct Rule: Codable, Sendable, Hashable {
            package var names: [String]
            package var action: String
            package var errnoRet: UInt32?
            package var args: [Argument]?

            package init(names: [String], action: String, errnoRet: UInt32? = nil, args: [Argument]? = nil) {
                self.names = names
                self.action = action
                self.errnoRet = errnoRet
                self.args = args
            }
        }

        /// A condition on one argument of a system call.
        package struct Argument: Codable, Sendable, Hashable {
            package var index: UInt32
            package var value: UInt64
            package var valueTwo: UInt64?
            /// `SCMP_CMP_EQ`, `SCMP_CMP_MASKED_EQ` …
            package var op: String

            package init(index: UInt32, value: UInt64, valueTwo: UInt64? = nil, op: String) {
                self.index = index
                self.value = value
                self.valueTwo = valueTwo
                self.op = op
            }
        }
    }
}
