import CProbe

/// `signal NAME`: dies by that signal where the kernel lets it.
///
/// Else 128 + its number is the exit code: PID 1 cannot die by a signal that is no fault.
func dieBySignal(_ words: inout Words) -> Int32 {
    guard let numbers = words.signals(for: "signal") else { return Exit.usage }
    guard numbers.count == 1, let number = numbers.first else { return misuse("signal needs exactly one name") }
    probe_die_by(number)
    return 128 + number
}
