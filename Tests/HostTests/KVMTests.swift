import FoundationEssentials
import Glibc
import Linux
import Testing

@testable import Host

@Suite struct KVMTests {
    static let opens = access("/dev/kvm", R_OK | W_OK) == 0
    /// Hosts with this module have a KVM without hardware behind it, on which kernels hang.
    static let isWithoutHardware = access("/sys/module/kvm_pvm", F_OK) == 0

    @Test func answers() async throws {
        let answer = try await KVM.ask()
        switch answer {
        case .absent: #expect(access("/dev/kvm", F_OK) != 0)
        case .noAccess(let why): #expect(!why.isEmpty && !Self.opens)
        case .broken(let why): #expect(!why.isEmpty && Self.opens)
        case .runs(let nanoseconds): #expect(nanoseconds > 0 && Self.opens && !Self.isWithoutHardware)
        }
        #expect(try JSONDecoder().decode(KVMAnswer.self, from: JSONEncoder().encode(answer)) == answer)
    }

    @Test(.enabled(if: opens && isWithoutHardware))
    func tellsABrokenOneByTheBreakpoint() async throws {
        #expect(
            try await KVM.ask()
                == .broken(
                    why: "the guest did not take a breakpoint through the IDT: KVM_EXIT_INTERNAL_ERROR, detail 1"))
    }

    /// A guest that never ends is ended, without a handler and with this process's signals as they were.
    @Test(.enabled(if: opens)) func endsAGuestThatHangs() async throws {
        var before = sigaction()
        sigaction(SIGALRM, nil, &before)
        let begin = Stamp.now
        let answer = try await KVM.ask(deadline: .milliseconds(100), spinning: true)
        #expect(answer == .broken(why: "the guest did not take a breakpoint through the IDT by the deadline"))
        #expect(Stamp.now.nanoseconds(since: begin) >= 100_000_000)
        var after = sigaction()
        sigaction(SIGALRM, nil, &after)
        #expect(before.sa_flags == after.sa_flags)
    }
}
