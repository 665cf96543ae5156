/// A trial whose lines are being written; they are gathered, since most are short and come in a burst.
struct OpenTrial {
    private let file: any ArchiveFile
    private var gathered: [UInt8] = []

    /// How many bytes are gathered before they are written.
    static let gatherLimit = 256 << 10

    init(_ file: any ArchiveFile) {
        self.file = file
    }

    mutating func append(_ line: [UInt8]) throws(DiskFailure) {
        gathered += line
        if line.last != 0x0a { gathered.append(0x0a) }
        if gathered.count >= Self.gatherLimit { try flush() }
    }

    mutating func flush() throws(DiskFailure) {
        guard !gathered.isEmpty else { return }
        try file.write(gathered)
        gathered.removeAll(keepingCapacity: true)
    }
}
