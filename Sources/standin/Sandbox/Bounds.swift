/// What one stand-in takes on at most: beyond, calls are refused and nothing grows.
enum Bounds {
    /// VMs that have been asked for and not been stopped.
    static let machines = 64
    /// Containers of one VM.
    static let containers = 128
    /// Processes of one container that have not been waited for.
    static let processes = 512
    /// Bytes of an id or a name.
    static let name = 256
    /// Bytes of all files that were copied into one VM.
    static let guestBytes: Int64 = 256 << 20
    /// Files, folders and links that were copied into one VM.
    static let guestFiles = 10_000
    /// Bytes that one answer of a stream holds: a message has at most 4 MiB.
    static let streamBytes = 1 << 20
    /// Interfaces, routes or neighbours of one VM.
    static let network = 1024
    /// Events of lost memory that nobody has asked for yet.
    static let events = 1024
}
