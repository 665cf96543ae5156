/// Signals by number and by name, with or without `SIG`.
package enum Signals {
    /// The number that a text means; nil if it means none. Numbers of Linux on x86-64.
    package static func number(_ text: String) -> Int32? {
        if let number = Int32(text) { return (0...255).contains(number) ? number : nil }
        let name = text.hasPrefix("SIG") ? String(text.dropFirst(3)) : text
        return names.firstIndex(of: name).map { Int32($0 + 1) }
    }

    /// The names from 1 on.
    package static let names = [
        "HUP", "INT", "QUIT", "ILL", "TRAP", "ABRT", "BUS", "FPE", "KILL", "USR1", "SEGV", "USR2", "PIPE", "ALRM",
        "TERM", "STKFLT", "CHLD", "CONT", "STOP", "TSTP", "TTIN", "TTOU", "URG", "XCPU", "XFSZ", "VTALRM", "PROF",
        "WINCH", "IO", "PWR", "SYS",
    ]
}
