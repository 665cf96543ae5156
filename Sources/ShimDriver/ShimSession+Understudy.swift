import Drivers
import Glibc
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

    /// How long the daemon of an understudy may take to follow its shim: some milliseconds, on a loaded host longer.
    private static var followNanoseconds: Int64 { 500_000_000 }

    /// Waits until the daemons that understudies have left are gone with their shims; one before a shim that stays is told
    /// to go.
    ///
    /// Who looks at the host before finds the name of the socket at which they took events, in 14 of 2,475 trials with
    /// four lanes on two cores, and takes it for what the shim has left; that of one which stays, always.
    func dismissUnderstudies() async {
        let deadline = Stamp.after(.nanoseconds(Self.followNanoseconds))
        for pid in setting.claims.companions.sorted() {
            guard let identity = try? ProcessIdentity.of(pid), let process = try? identity.open() else { continue }
            if (try? await Poller.shared.readable(process, until: deadline)) == true { continue }
            guard (try? identity.send(SIGTERM)) == true else { continue }
            _ = try? await Poller.shared.readable(process, until: .after(.nanoseconds(Self.followNanoseconds)))
        }
    }
}
