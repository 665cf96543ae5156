import Glibc

/// The result of a CLinux call, or the error that its negative errno stands for.
func checked(_ result: Int32, _ doing: String, _ to: @autoclosure () -> String) throws(LinuxError) -> Int32 {
    if result < 0 { throw LinuxError(doing: doing, to: to(), errno: -result) }
    return result
}

/// Repeats a Glibc call while a signal interrupts it; its result, or the negative errno.
func uninterrupted<Result: SignedInteger>(_ call: () -> Result) -> Result {
    while true {
        let result = call()
        if result >= 0 { return result }
        let number = errno
        if number != EINTR { return Result(-number) }
    }
}
