import CLinux
import Glibc

/// Starts a program: the one function that does.
///
/// The calling thread waits for the exec, 0.1 ms whatever this process's size (0, 200 and 800 MB resident were tried),
/// longer where a v1 cgroup is entered or much is mounted.
///
/// Returns when the child has executed the program; a failure in the child, up to and with the exec, is an error here
/// that names the step. The child's end is seen by the process's `Reaper` if it has one, else through its pidfd.
package func spawn(_ request: SpawnRequest) throws -> SpawnedProcess {
    let arena = CArena()
    var lowered = try request.lowered(into: arena)
    let waiter = try currentWaiter()
    let ticket = waiter.expect()
    var started = clinux_spawned()
    let status = withExtendedLifetime(arena) { clinux_spawn(&lowered, &started) }
    guard status == 0 else {
        waiter.forget(ticket, reaping: started.reaped_elsewhere == 0 ? nil : started.pid)
        throw request.failure(started, errno: -status)
    }
    let process = SpawnedProcess(
        pid: started.pid, pidfd: Descriptor(owning: started.pidfd), program: request.path,
        launched: Stamp(nanoseconds: started.before), executed: Stamp(nanoseconds: started.after))
    do {
        try waiter.watch(process, ticket)
    } catch {
        // Nobody would ever see its end: it must not stay.
        _ = try? process.send(SIGKILL)
        throw error
    }
    return process
}
