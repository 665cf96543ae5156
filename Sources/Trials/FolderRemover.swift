import Linux
import Synchronization

/// Removes trials' folders on a thread of its own, while the next trial runs.
///
/// A folder on a disk takes 0.2 to 4 ms to remove (ext4, which makes it wait for the journal that the archive syncs), and
/// a trial has nine: nearly all of it is waiting, so that the next trial loses no processor to it.
actor FolderRemover {
    private let executor: ThreadExecutor
    private let last = Mutex<Task<Void, Never>?>(nil)
    private let stuck = Mutex<[String]>([])

    nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    init() throws {
        executor = try ThreadExecutor(name: "remover")
    }

    /// Begins to remove folders; those that were given before come first.
    nonisolated func begin(_ folders: [String]) {
        last.withLock { last in
            let before = last
            last = Task {
                await before?.value
                await self.remove(folders)
            }
        }
    }

    /// What could not be removed since this was last asked, in words.
    nonisolated func takeStuck() -> [String] {
        stuck.withLock { stuck in
            defer { stuck = [] }
            return stuck
        }
    }

    /// Waits until all that was begun is done.
    nonisolated func finish() async {
        await last.withLock { $0 }?.value
    }

    private func remove(_ folders: [String]) {
        let failures = folders.flatMap { Files.removeTree($0) }.map { "\($0)" }
        stuck.withLock { $0 += failures }
    }
}
