import Recordings
import Testing

@testable import Host

/// Reads a text as the kernel's bytes.
func reading<Result>(_ text: String, _ body: (UnsafeRawBufferPointer) -> Result) -> Result {
    Array(text.utf8).withUnsafeBytes(body)
}

@Suite struct StatusFileTests {
    static let unprivileged = """
        Name:\tprobe
        Umask:\t0027
        State:\tS (sleeping)
        Tgid:\t4711
        PPid:\t4700
        Uid:\t1000\t1001\t1002\t1003
        Gid:\t100\t100\t100\t100
        Groups:\t4 24 100\u{20}
        VmHWM:\t    2048 kB
        VmRSS:\t    1024 kB
        Threads:\t3
        SigBlk:\t0000000000004000
        SigIgn:\t0000000000001000
        CapInh:\t0000000000000000
        CapPrm:\t00000000a80425fb
        CapEff:\t00000000a80425fb
        CapBnd:\t00000000a80425fb
        CapAmb:\t0000000000000001
        NoNewPrivs:\t1
        Seccomp:\t2
        Seccomp_filters:\t1
        """

    @Test func readsAContainersProcess() throws {
        let status = try #require(reading(Self.unprivileged) { StatusFile($0) })
        #expect(status.name == "probe" && status.state == "S" && status.parent == 4700 && !status.hasEnded)
        #expect(status.residentBytes == 1 << 20 && status.peakBytes == 2 << 20)
        let own = status.privileges
        #expect(own.users == [1000, 1001, 1002, 1003] && own.groups == [100, 100, 100, 100])
        #expect(own.supplementary == [4, 24, 100] && own.umask == "0027" && own.threads == 3)
        #expect(own.noNewPrivileges == true && own.seccompMode == 2 && own.seccompFilters == 1)
        #expect(own.blockedSignals == 1 << 14 && own.ignoredSignals == 1 << 12)
        #expect(own.capabilities.effective == 0xa804_25fb && own.capabilities.ambient == 1)
        #expect(
            CapabilitySets.names(of: own.capabilities.effective) == [
                "chown", "dac_override", "fowner", "fsetid", "kill", "setgid", "setuid", "setpcap",
                "net_bind_service", "net_raw", "sys_chroot", "mknod", "audit_write", "setfcap",
            ])
    }

    /// An old kernel's file has fewer lines; a zombie's no memory; a hostile name is bounded.
    @Test(arguments: [
        ("Name:\ta\nState:\tZ (zombie)\nPPid:\t7\n", true), ("State:\tR (running)", false),
        ("Name:\t\(String(repeating: "x", count: 900))\nState:\tX (dead)", true),
    ])
    func readsFewLines(text: String, hasEnded: Bool) throws {
        let status = try #require(reading(text) { StatusFile($0) })
        #expect(status.hasEnded == hasEnded && status.name.count <= 64)
        #expect(status.privileges.noNewPrivileges == nil && status.privileges.seccompMode == nil)
        #expect(status.peakBytes == nil)
    }

    @Test(arguments: ["", ":", "Name:", "\n\n\n", "no colon at all", "State:", "Uid:\tx y\nGroups:\n"])
    func refusesWhatIsNone(text: String) {
        #expect(reading(text) { StatusFile($0) } == nil)
    }

    /// Numbers that don't fit are passed over; nothing traps.
    @Test(arguments: [
        "State:\tS\nUid:\t99999999999999\nPPid:\t-99999999999\nVmHWM:\t18446744073709551615 kB\nCapEff:\tzz",
        "State:\tS\nThreads:\tmany\nSeccomp:\t\nGroups:\t-1 5",
    ])
    func survivesNonsense(text: String) throws {
        let status = try #require(reading(text) { StatusFile($0) })
        #expect(status.peakBytes == nil && status.privileges.users.isEmpty && status.privileges.threads == 1)
    }

    @Test func addsUpPrivateMemory() throws {
        let text = """
            55fd2458c000-7ffc602e6000 ---p 00000000 00:00 0     [rollup]
            Rss:               1000 kB
            Pss:                700 kB
            Pss_Anon:           600 kB
            Private_Clean:       10 kB
            Private_Dirty:      600 kB
            Private_Hugetlb:      2 kB
            Swap:                 5 kB
            SwapPss:              4 kB
            """
        let memory = try #require(reading(text) { MemoryRollup($0) })
        #expect(memory.residentBytes == 1000 << 10 && memory.proportionalBytes == 700 << 10)
        #expect(memory.privateBytes == 612 << 10 && memory.swappedBytes == 5 << 10)
        #expect(reading("") { MemoryRollup($0) } == nil)
    }

    @Test func boundsArguments() {
        #expect(reading("a\0b c\0\0") { Arguments.split($0) } == ["a", "b c", ""])
        #expect(reading("") { Arguments.split($0) }.isEmpty)
        let many = reading(String(repeating: "x\0", count: 600)) { Arguments.split($0) }
        #expect(many.count == Posture.mostArguments + 1 && many.last == "…")
        let long = reading(String(repeating: "x", count: 40_000)) { Arguments.split($0) }
        #expect(long.count == 2 && long.first?.utf8.count == Posture.argumentBytes)
    }

    @Test(
        arguments: [("mnt:[4026531841]", 4_026_531_841), ("mnt:[]", nil), ("", nil), ("x]", nil)] as [(String, UInt64?)]
    )
    func readsANamespace(link: String, inode: UInt64?) {
        #expect(reading(link) { NamespaceLink.inode($0) } == inode)
    }
}
