/// What the processes of a trial take of the host at one moment: memory, threads, descriptors.
package struct FootprintRecord: Sendable, Hashable, Codable {
    /// In the order of their roles, then pids.
    package var processes: [Footprint]
    /// How many more there were than are kept.
    package var unseen: Int

    package init(processes: [Footprint], unseen: Int = 0) {
        self.processes = processes
        self.unseen = unseen
    }
}

/// What one process takes; what could not be read is nil.
package struct Footprint: Sendable, Hashable, Codable {
    /// What it is in the trial: see `ProcessRole`.
    package var role: String
    package var pid: Int32
    package var command: String
    /// Resident memory, shared pages in full.
    package var residentBytes: UInt64?
    /// Resident memory, each shared page divided by how many share it: the sum over all processes is what they take.
    package var proportionalBytes: UInt64?
    /// Resident memory that would be free without this process.
    package var privateBytes: UInt64?
    package var swappedBytes: UInt64?
    /// The most that was ever resident (VmHWM).
    package var peakBytes: UInt64?
    package var threads: Int?
    package var descriptors: Int?

    package init(
        role: String, pid: Int32, command: String, residentBytes: UInt64? = nil, proportionalBytes: UInt64? = nil,
        privateBytes: UInt64? = nil, swappedBytes: UInt64? = nil, peakBytes: UInt64? = nil, threads: Int? = nil,
        descriptors: Int? = nil
    ) {
        self.role = role
        self.pid = pid
        self.command = command
        self.residentBytes = residentBytes
        self.proportionalBytes = proportionalBytes
        self.privateBytes = privateBytes
        self.swappedBytes = swappedBytes
        self.peakBytes = peakBytes
        self.threads = threads
        self.descriptors = descriptors
    }
}
