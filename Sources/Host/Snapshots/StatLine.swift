import Linux

/// What a snapshot needs of /proc/PID/stat, read without making texts of it: `ProcessStat` takes ten times as long.
struct StatLine {
    var identity: ProcessIdentity
    var parent: Int32
    var state: Character
    var name: String
    var isKernelThread: Bool

    /// PF_KTHREAD of the kernel's include/linux/sched.h.
    private static let kernelThread: UInt64 = 0x0020_0000

    /// Reads the file's bytes; nil if they are none of a process. Source: proc_pid_stat(5).
    init?(_ bytes: UnsafeRawBufferPointer) {
        guard let open = bytes.firstIndex(of: 0x28), let close = bytes.lastIndex(of: 0x29), open < close,
            close + 2 < bytes.count
        else { return nil }
        var numbers = Numbers(bytes: bytes, index: 0)
        guard let pid = numbers.next() else { return nil }
        state = Character(Unicode.Scalar(bytes[close + 2]))
        numbers.index = close + 3
        // Fields 4 to 22; 4 is the parent, 9 the flags, 22 the start.
        var fields: (parent: UInt64, flags: UInt64, start: UInt64) = (0, 0, 0)
        for field in 4...22 {
            guard let value = numbers.next() else { return nil }
            switch field {
            case 4: fields.parent = value
            case 9: fields.flags = value
            case 22: fields.start = value
            default: break
            }
        }
        identity = ProcessIdentity(pid: Int32(truncatingIfNeeded: pid), startTicks: fields.start)
        parent = Int32(truncatingIfNeeded: fields.parent)
        isKernelThread = fields.flags & Self.kernelThread != 0
        name = String(decoding: bytes[(open + 1)..<close], as: UTF8.self)
    }

    /// Numbers with spaces between them; a sign is passed over.
    private struct Numbers {
        let bytes: UnsafeRawBufferPointer
        var index: Int

        mutating func next() -> UInt64? {
            while index < bytes.count, bytes[index] == 0x20 || bytes[index] == 0x2d { index += 1 }
            let begin = index
            var value: UInt64 = 0
            while index < bytes.count, bytes[index] >= 0x30, bytes[index] <= 0x39 {
                value = value &* 10 &+ UInt64(bytes[index] - 0x30)
                index += 1
            }
            return index > begin ? value : nil
        }
    }
}
