import CLinux
import Glibc

/// Waits for each child by its own pidfd, so that other code in the process may have children too.
struct PidfdWaiter: Waiter {
    let poller: Poller

    func expect() -> UInt64 { 0 }

    func forget(_ ticket: UInt64, reaping pid: Int32?) {}

    func watch(_ process: SpawnedProcess, _ ticket: UInt64) throws {
        try poller.call(whenReadable: process.pidfd) {
            var seen = clinux_exit()
            let result = (try? process.pidfd.withNumber { clinux_wait_pidfd($0, &seen) }) ?? -EBADF
            if result == 1 { process.ended.set(ProcessExit(seen)) }
        }
    }
}
