import Glibc
import Linux
import Synchronization

/// A folder that no other test has.
struct Scratch: Sendable {
    let path: String

    private static let count = Atomic(0)

    init() throws {
        // Short: sockets lie in it.
        path = "/tmp/kumite-st-\(getpid())-\(Scratch.count.add(1, ordering: .relaxed).newValue)"
        try Files.makeDirectory(path, mode: 0o700)
    }

    func remove() { _ = Files.removeTree(path) }
}
