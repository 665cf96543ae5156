import Recordings

/// What /proc/PID/status says of a process. Source: proc_pid_status(5).
struct StatusFile: Hashable, Sendable {
    var name = ""
    /// `R`, `S`, `Z` …
    var state: Character = "?"
    var parent: Int32 = 0
    var privileges = Privileges()
    var residentBytes: UInt64?
    var peakBytes: UInt64?

    var hasEnded: Bool { state == "Z" || state == "X" || state == "x" }

    /// Reads the file's bytes; nil if they are none of a process.
    init?(_ bytes: UnsafeRawBufferPointer) {
        var hasState = false
        var status = StatusFile()
        ColonLines(bytes).forEach { name, value in
            switch name.text {
            case "Name": status.name = String(value.text.prefix(64))
            case "State":
                guard let letter = value.text.first else { return }
                status.state = letter
                hasState = true
            case "PPid": status.parent = value.number() ?? 0
            case "VmRSS": status.residentBytes = value.kibibytes
            case "VmHWM": status.peakBytes = value.kibibytes
            case let other: status.privileges.take(other, value)
            }
        }
        guard hasState else { return nil }
        self = status
    }

    private init() {}
}

extension Privileges {
    /// Takes one line of the file; others are passed over.
    fileprivate mutating func take(_ name: String, _ value: Slice<UnsafeRawBufferPointer>) {
        switch name {
        case "Uid": users = value.numbers()
        case "Gid": groups = value.numbers()
        case "Groups": supplementary = value.numbers()
        case "Umask": umask = value.text
        case "Threads": threads = value.number() ?? threads
        case "SigBlk": blockedSignals = value.bits ?? 0
        case "SigIgn": ignoredSignals = value.bits ?? 0
        case "CapInh": capabilities.inheritable = value.bits ?? 0
        case "CapPrm": capabilities.permitted = value.bits ?? 0
        case "CapEff": capabilities.effective = value.bits ?? 0
        case "CapBnd": capabilities.bounding = value.bits ?? 0
        case "CapAmb": capabilities.ambient = value.bits ?? 0
        case "NoNewPrivs": noNewPrivileges = value.number(Int.self).map { $0 != 0 }
        case "Seccomp": seccompMode = value.number()
        case "Seccomp_filters": seccompFilters = value.number()
        default: break
        }
    }
}
