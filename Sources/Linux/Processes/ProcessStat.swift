/// What /proc/PID/stat says of a process. Source: proc_pid_stat(5).
package struct ProcessStat: Hashable, Sendable {
    package let pid: Int32

    /// The name, at most 15 bytes, that any program can change to anything: spaces and parentheses too.
    package let name: String

    /// `R`, `S`, `D`, `Z` (ended, not reaped), `T`, `t`, `X`, `I` …
    package let state: Character
    package let parent: Int32
    package let group: Int32
    package let session: Int32
    package let threads: Int

    /// Clock ticks from the host's start to the process's.
    package let startTicks: UInt64

    /// Whether it has ended: a zombie, or on its way out.
    package var hasEnded: Bool { state == "Z" || state == "X" || state == "x" }

    /// The process, apart from any other that gets its number.
    package var identity: ProcessIdentity { ProcessIdentity(pid: pid, startTicks: startTicks) }

    /// Reads the file's text; nil if it is none of a process.
    package init?(_ bytes: [UInt8]) {
        // The name is between the first "(" and the *last* ")": a process may be called "a) R 1 (b".
        guard let open = bytes.firstIndex(of: 0x28), let close = bytes.lastIndex(of: 0x29), open < close else {
            return nil
        }
        // By bytes: to look for white space in a text takes ten times as long, and this is read many times a trial.
        let number = bytes[..<open].split(separator: 0x20)
        let fields = bytes[(close + 1)...].split { $0 == 0x20 || $0 == 0x0a }
        guard number.count == 1, let pid: Int32 = Self.number(number[0]), fields.count >= 20,
            let state = fields[0].first, let parent: Int32 = Self.number(fields[1]),
            let group: Int32 = Self.number(fields[2]), let session: Int32 = Self.number(fields[3]),
            let threads: Int = Self.number(fields[17]), let startTicks: UInt64 = Self.number(fields[19])
        else { return nil }
        self.pid = pid
        self.name = String(decoding: bytes[(open + 1)..<close], as: UTF8.self)
        self.state = Character(Unicode.Scalar(state))
        self.parent = parent
        self.group = group
        self.session = session
        self.threads = threads
        self.startTicks = startTicks
    }

    private static func number<Value: FixedWidthInteger>(_ digits: ArraySlice<UInt8>) -> Value? {
        Value(String(decoding: digits, as: UTF8.self))
    }

    /// Reads it of a process; nil if there is none of that number.
    package static func of(_ pid: Int32) throws -> ProcessStat? {
        do {
            return ProcessStat(try Files.read("/proc/\(pid)/stat", limit: 4096).bytes)
        } catch let error as LinuxError where error.isOfNoProcess {
            return nil
        }
    }
}
