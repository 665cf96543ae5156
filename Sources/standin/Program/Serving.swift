import Glibc
import Linux
import TTRPC

/// `serve`: the hypervisor, until standard input ends or a signal asks for the end; then nothing of it is left.
struct Serving: Sendable {
    private let options: Options

    init(_ options: Options) {
        self.options = options
    }

    func run() async throws {
        let badGuest = try BadGuest(options.fault, options.parameters)
        try Signals.prepare()
        let folders = try Folders(options.folder, cgroups: options.cgroups)
        try Files.makeDirectories(folders.path, mode: 0o700)
        let lock = try FolderLock(folders)
        defer { lock.release() }
        let book = ExitBook()
        // Every process that the runtime starts becomes a child of this one when the runtime's program has ended.
        try Subreaper.become()
        let reaper = try Reaper.install { book.note($0) }
        let runtime = Runtime(program: options.runtime, root: folders.runtime)
        await Cleaning.clean(folders, runtime)
        try Files.makeDirectory(folders.machines, mode: 0o700)
        try Files.makeDirectory(folders.runtime, mode: 0o700)
        let means = Agent.Means(
            runtime: runtime, reaper: reaper, book: book, program: try ThisProcess.program, bundles: options.bundles,
            version: options.agentVersion)
        let hypervisor = Hypervisor(
            folders, means, try Conversation(at: options.record), delay: options.delay, badGuest)
        let signals = try SignalReader([SIGTERM, SIGINT])
        let server = try Server(
            listeningAt: folders.hypervisor, methods: hypervisor.methods(),
            otherwise: { await hypervisor.front.refuse($0) })
        Standin.say(ready(folders))
        await untilAsked(signals)
        await server.stop()
        await hypervisor.stopAll()
        await Cleaning.clean(folders, runtime)
    }

    /// What is said once it serves: one line of JSON.
    private func ready(_ folders: Folders) -> String {
        var members = Members()
        members.put("hypervisor", folders.hypervisor)
        members.put("record", options.record ?? "")
        members.put("mark", folders.mark)
        return String(decoding: (try? members.value.sortedBytes) ?? [], as: UTF8.self)
    }

    private func untilAsked(_ signals: SignalReader) async {
        await withTaskGroup(of: Void.self) { group in
            group.addTask { _ = try? await signals.next() }
            group.addTask { await Serving.inputEnds() }
            await group.next()
            group.cancelAll()
        }
    }

    private static func inputEnds() async {
        let input = Descriptor(owning: dup(0))
        // Whatever comes is dropped; only the end counts.
        _ = try? await Poller.shared.drain(input, keeping: 0)
    }
}
