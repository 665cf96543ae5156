import Foundation

/// Runs a program to its end; what it prints on standard output, and if wanted on both, goes into the new file `output`.
///
/// On a thread of its own: tests share as many threads as there are cores, and one that waits in a system call takes
/// its thread away from all others, whose deadlines then run out.
func runProgram(
    _ words: [String], environment changes: [String: String] = [:], output: String, withErrors: Bool = false
) async throws -> Int32 {
    try await withCheckedThrowingContinuation { continuation in
        Thread.detachNewThread {
            continuation.resume(
                with: Result {
                    try runAndWait(words, environment: changes, output: output, withErrors: withErrors)
                })
        }
    }
}

private func runAndWait(
    _ words: [String], environment changes: [String: String], output: String, withErrors: Bool
) throws -> Int32 {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY | O_CREAT | O_EXCL, 0o600)
    if withErrors { posix_spawn_file_actions_adddup2(&actions, 1, 2) }
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    // Test threads run with most signals blocked, and children inherit that.
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))

    let variables = ProcessInfo.processInfo.environment.merging(changes) { $1 }
    let argv: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
    let environment: [UnsafeMutablePointer<CChar>?] = variables.map { strdup("\($0)=\($1)") } + [nil]
    defer { (argv + environment).forEach { free($0) } }
    var child: pid_t = 0
    let result = posix_spawnp(&child, words[0], &actions, &attributes, argv, environment)
    guard result == 0 else { throw NoSuchProgram(name: words[0]) }
    var status: Int32 = 0
    while waitpid(child, &status, 0) < 0, errno == EINTR {}
    return status & 0x7F == 0 ? (status >> 8) & 0xFF : 128 + status & 0x7F
}

/// A program that does not start.
struct NoSuchProgram: Error {
    var name: String
}
