import Drivers
import Linux
import Matrices
import Recordings

extension ShimSession {
    /// Claims the daemon that an understudy has left before the shim, so that nobody takes it for one of the shim's own.
    ///
    /// It is an orphan of the lane's that runs the program which was started as the shim.
    func claimUnderstudy(of container: String) {
        guard contender.understudy != nil else { return }
        let known = setting.claims.companions
        for pid in ProcessTable.children(of: ThisProcess.pid) where !known.contains(pid) {
            guard (try? Files.readLink("/proc/\(pid)/exe")) == contender.shim,
                let identity = try? ProcessIdentity.of(pid)
            else { continue }
            let name = ProcessRole.understudy + container
            setting.claims.add(.process(role: name, identity))
            recorder.record(
                .bound(Binding(kind: .pid, value: "\(pid)", name: name)), at: Stamp.now.nanoseconds)
        }
    }
}
