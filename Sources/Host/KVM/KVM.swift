import CKVM
import Linux

/// The host's virtualisation.
package enum KVM {
    /// Runs the tiny guest: a breakpoint through the IDT, and a system call from ring 3 that has to arrive in ring 0.
    ///
    /// About 1 ms where it works. It runs on a thread of its own, so that a kernel that never comes back from KVM_RUN
    /// costs that thread and not the caller. The deadline itself needs no handler and no other process: KVM lets one
    /// signal through to that thread alone (see CKVM.h).
    /// - Throws: `LinuxError` when no thread could be started.
    package static func ask(deadline: Duration = .seconds(3)) async throws -> KVMAnswer {
        try await ask(deadline: deadline, spinning: false)
    }

    static func ask(deadline: Duration, spinning: Bool) async throws -> KVMAnswer {
        let guest = try TinyGuest()
        let begun = OneShot<Void>()
        let answer = OneShot<KVMAnswer>()
        let nanoseconds = Stamp.after(deadline).nanoseconds(since: .now)
        let running = Task {
            await guest.run(nanoseconds: nanoseconds, spinning: spinning, begun: begun, answer: answer)
        }
        defer { running.cancel() }
        // From its begin, not from now: on a busy host it may be seconds until it has a turn.
        try await begun.get()
        // Later than the guest's own deadline, which nearly always comes first.
        let patience = Stamp.after(deadline + .seconds(1))
        _ = try await withDeadline(patience) { try await answer.get() }
        return answer.value ?? .broken(why: "the kernel did not come back from KVM_RUN, not even for a signal")
    }
}

/// The guest, on a thread of its own.
private actor TinyGuest {
    private let executor: ThreadExecutor

    init() throws {
        executor = try ThreadExecutor(name: "tiny guest")
    }

    nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    func run(nanoseconds: UInt64, spinning: Bool, begun: OneShot<Void>, answer: OneShot<KVMAnswer>) {
        begun.set(())
        var seen = ckvm_answer()
        ckvm_run_tiny_guest(nanoseconds, spinning ? 1 : 0, &seen)
        answer.set(KVMAnswer(seen))
    }
}

extension KVMAnswer {
    fileprivate init(_ answer: ckvm_answer) {
        let step = answer.step.map { String(cString: $0) } ?? ""
        let failure = LinuxError(doing: step, to: "with /dev/kvm", errno: answer.error)
        switch answer.kind {
        case Int32(CKVM_RUNS): self = .runs(nanoseconds: answer.nanoseconds)
        case Int32(CKVM_ABSENT): self = .absent
        case Int32(CKVM_NO_ACCESS): self = .noAccess(why: failure.parts.why)
        case Int32(CKVM_REFUSED): self = .broken(why: "could not \(step): \(failure.parts.why)")
        case Int32(CKVM_HUNG): self = .broken(why: "the guest did not \(step) by the deadline")
        default:
            let exit = String(cString: ckvm_exit_name(answer.exit))
            self = .broken(why: "the guest did not \(step): \(exit), detail \(answer.detail)")
        }
    }
}
