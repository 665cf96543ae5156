import Foundation

/// Runs a program to its end and returns its exit code and what it printed on both streams.
///
/// On a thread of its own: tests share as many threads as there are cores, and one that waits in a system call takes
/// its thread away from all others, whose deadlines then run out.
func run(_ arguments: [String]) async throws -> (code: Int32, output: String) {
    try await withCheckedThrowingContinuation { continuation in
        Thread.detachNewThread { continuation.resume(with: Result { try runAndWait(arguments) }) }
    }
}

private func runAndWait(_ arguments: [String]) throws -> (code: Int32, output: String) {
    // A file, not a pipe: what outlives the program may hold its ends, and nobody has to read meanwhile.
    let path = FileManager.default.temporaryDirectory.appending(path: "kumite-oci-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, path, O_WRONLY | O_CREAT | O_APPEND, 0o600)
    posix_spawn_file_actions_adddup2(&actions, 1, 2)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    // Test threads run with signals blocked; a workload would inherit that.
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))

    let argv: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) } + [nil]
    let environment: [UnsafeMutablePointer<CChar>?] = [strdup("PATH=/usr/sbin:/usr/bin:/sbin:/bin"), nil]
    defer { (argv + environment).forEach { free($0) } }
    var child: pid_t = 0
    guard posix_spawnp(&child, arguments[0], &actions, &attributes, argv, environment) == 0 else {
        throw NoSuchProgram(name: arguments[0])
    }
    var status: Int32 = 0
    while waitpid(child, &status, 0) < 0, errno == EINTR {}
    let output = FileManager.default.contents(atPath: path).map { String(decoding: $0, as: UTF8.self) }
    return (status & 0x7F == 0 ? (status >> 8) & 0xFF : 128 + status & 0x7F, output ?? "")
}

/// A program that does not start.
struct NoSuchProgram: Error {
    var name: String
}
