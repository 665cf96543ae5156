import Glibc
import Linux

extension Fault {
    static let refusedStaleSocket = Fault(
        name: "cli/start-refuses-stale-socket",
        title: "`start` fails where a shim that was killed has left its socket",
        because: "A container whose shim died can't be made again before somebody removes the socket by hand.",
        expects: Expectation(facets: ["cli/**/rc", "*/**/launch/rc", "*/**/error"]),
        scenarios: ["cli/start-after-kill"]
    ) { _ in
        Misbehaviour(beforeStart: { _, _ in
            // The folder is the bundle: there a shim that ran has written where it listens.
            guard let bytes = try? Files.read("address", limit: 4096).bytes, let path = ShimAddress.read(bytes),
                Files.exists(path), (try? UnixSocket.connect(.path(path))) == nil
            else { return nil }
            let said = Array("listen unix \(path): bind: address already in use".utf8)
            return .answer(ProgramOutcome(stdout: [], stderr: said, status: .exited(1)))
        })
    }
}
