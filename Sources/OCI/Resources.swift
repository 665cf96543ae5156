extension Spec {
    /// Limits of a container; also what an update carries.
    package struct Resources: Codable, Sendable, Hashable {
        package var devices: [DeviceRule]?
        package var memory: Memory?
        package var cpu: CPU?
        package var pids: Pids?
        /// Files of cgroup version 2 by name; refused on version 1.
        package var unified: [String: String]?

        package init(
            devices: [DeviceRule]? = nil, memory: Memory? = nil, cpu: CPU? = nil, pids: Pids? = nil,
            unified: [String: String]? = nil
        ) {
            self.devices = devices
            self.memory = memory
            self.cpu = cpu
            self.pids = pids
            self.unified = unified
        }
    }

    /// Memory limits in bytes; -1 is none.
    package struct Memory: Codable, Sendable, Hashable {
        package var limit: Int64?
        package var reservation: Int64?
        /// Memory and swap together.
        package var swap: Int64?
        /// From 0 to 100.
        package var swappiness: UInt64?
        package var disableOOMKiller: Bool?

        package init(
            limit: Int64? = nil, reservation: Int64? = nil, swap: Int64? = nil, swappiness: UInt64? = nil,
            disableOOMKiller: Bool? = nil
        ) {
            self.limit = limit
            self.reservation = reservation
            self.swap = swap
            self.swappiness = swappiness
            self.disableOOMKiller = disableOOMKiller
        }
    }

    /// Processor limits; quota and period in microseconds.
    package struct CPU: Codable, Sendable, Hashable {
        package var shares: UInt64?
        package var quota: Int64?
        package var period: UInt64?
        /// Lists such as `0-1,3`.
        package var cpus: String?
        package var mems: String?

        package init(
            shares: UInt64? = nil, quota: Int64? = nil, period: UInt64? = nil, cpus: String? = nil, mems: String? = nil
        ) {
            self.shares = shares
            self.quota = quota
            self.period = period
            self.cpus = cpus
            self.mems = mems
        }
    }

    /// How many processes and threads a container may have; -1 is any number.
    package struct Pids: Codable, Sendable, Hashable {
        package var limit: Int64

        package init(limit: Int64) { self.limit = limit }
    }

    /// One line of the device allow list; the last that fits decides.
    package struct DeviceRule: Codable, Sendable, Hashable {
        package var allow: Bool
        package var type: String?
        package var major: Int64?
        package var minor: Int64?
        /// Some of `r`, `w`, `m`.
        package var access: String?

        package init(
            allow: Bool, type: String? = nil, major: Int64? = nil, minor: Int64? = nil, access: String? = "rwm"
        ) {
            self.allow = allow
            self.type = type
            self.major = major
            self.minor = minor
            self.access = access
        }
    }
}
