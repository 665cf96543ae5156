import Drivers
import Linux
import Recordings

extension ShimSession {
    /// How many threads of a shim are looked at: a Go shim has a dozen.
    private static var mostThreads: Int { 64 }

    /// Records what the shims are doing: the kernel's view of each thread, and the family's own dump into the log.
    func recordStacks(_ context: StepContext) async {
        // What hangs because a step has frozen it is asked again when it is thawed.
        if frozen.isEmpty { hung = true }
        var stacks: [String] = []
        for container in launched {
            guard let process = shims[container]?.process else { continue }
            stacks += threads(of: process.identity.pid).map { "shim:\(container) \($0)" }
            if let signal = stackSignal, !frozen.contains(process.identity), process.send(signal) {
                // The dump comes through the log pipe, as log observations; Go writes it within milliseconds.
                try? await poller.sleep(until: .after(.milliseconds(200)))
            }
        }
        recorder.record(
            .hang(HangRecord(deadlineNanoseconds: context.allowedNanoseconds, stacks: stacks)),
            at: Stamp.now.nanoseconds, step: context.reference)
    }

    /// The signal that no shim of this trial is ended by: after an upgrade some may be of the old kind and some of the new.
    private var stackSignal: Int32? {
        let family = setting.family
        let now = family.stackSignal(of: contender)
        return family.stackSignal(of: setting.contender) == now ? now : nil
    }

    private func threads(of pid: Int32) -> [String] {
        let folder = "/proc/\(pid)/task"
        guard let names = try? Directory(folder).names(limit: Self.mostThreads) else { return [] }
        return names.map { String(decoding: $0, as: UTF8.self) }.sorted().map { thread in
            let parts = ["comm", "wchan", "syscall", "stack"].map { file in
                let bytes = (try? Files.read("\(folder)/\(thread)/\(file)", limit: 4096).bytes) ?? []
                return "\(file) \(RawBytes(bytes).oneLine)"
            }
            return "thread \(thread): " + parts.joined(separator: ", ")
        }
    }
}
