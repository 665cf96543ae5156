import Drivers
import Facets
import Glibc
import Kata
import Linux
import Recordings
import Testing

@testable import KataFamily

/// The observer on constructed folders; the pod's network is tried in a trial (`KataStubTrials`).
@Suite("What Kata's observer sees") struct ObserverTests {
    private func sight(_ observer: KataObserver, _ moment: SightRecord.Moment) throws -> SandboxSight {
        let record = observer.look(at: moment)
        #expect(record.observer == "kata" && record.moment == moment)
        return try #require(SandboxSight(bytes: record.document.bytes))
    }

    private func subject(_ sandbox: String = "s1") -> SightSubject {
        SightSubject(release: "go@4.1.0", hypervisor: "qemu", sandbox: sandbox)
    }

    @Test("state folders are listed without following a link, those of both shims and of this sandbox alone")
    func folders() async throws {
        try await ConstructedKata.with { kata in
            try kata.put("secret/file", "x")
            for file in [
                "run/vc/sbs/s1/persist.json", "run/vc/vm/s1/qmp.sock", "run/kata/s1/root/qmp.sock",
                "run/kata/s1/root/deep/er", "run/vc/sbs/s2/persist.json",
            ] { try kata.put(file, "x") }
            try Files.makeLink("\(kata.folder)/run/vc/sbs/s1/out", to: "\(kata.folder)/secret")
            let observer = KataObserver(.init(of: subject(), root: kata.folder))
            #expect(
                try sight(observer, .steady).listing.paths == [
                    "/run/kata/s1", "/run/kata/s1/root", "/run/kata/s1/root/deep", "/run/kata/s1/root/qmp.sock",
                    "/run/vc/sbs/s1", "/run/vc/sbs/s1/out", "/run/vc/sbs/s1/persist.json", "/run/vc/vm/s1",
                    "/run/vc/vm/s1/qmp.sock",
                ])
            for bad in ["", "..", "a/b"] { #expect(StateFolders.list(of: bad, root: kata.folder) == []) }
        }
    }

    @Test("devices by their drivers, free huge pages, and a daemon's descriptors, before and after")
    func devices() async throws {
        try await ConstructedKata.with { kata in
            let bus = "\(kata.folder)/sys/bus/pci"
            for name in ["nvme", "vfio-pci"] { try Files.makeDirectories("\(bus)/drivers/\(name)") }
            for device in ["0000:01:00.0", "0000:02:00.0"] { try Files.makeDirectories("\(bus)/devices/\(device)") }
            let link = "\(bus)/devices/0000:01:00.0/driver"
            try Files.makeLink(link, to: "../../drivers/nvme")
            try kata.put("sys/kernel/mm/hugepages/hugepages-2048kB/free_hugepages", "64\n")
            let pid = ThisProcess.pid
            let observer = KataObserver(.init(of: subject(), root: kata.folder, daemons: { [pid] }))
            let before = try sight(observer, .before)
            #expect(before.listing.drivers == ["0000:01:00.0": "nvme"])
            #expect(before.listing.free == ["hugepages-2048kB": 64 << 21])
            #expect((before.listing.containerd?["descriptors"] ?? 0) > 2)
            _ = try sight(observer, .steady)
            try Files.remove(link)
            try Files.makeLink(link, to: "../../drivers/vfio-pci")
            try kata.put("sys/kernel/mm/hugepages/hugepages-2048kB/free_hugepages", "63\n")
            let watch = inotify_init1(Int32(IN_CLOEXEC))
            defer { close(watch) }
            let after = try sight(observer, .after)
            let told = SandboxSight.leaks(before: before, after: after)
            #expect(told.map(\.item).contains(.vfio) && told.map(\.item).contains(.memory))
            #expect(told.contains { $0.what == "0000:01:00.0: vfio-pci, it was nvme" }, "\(told)")
            #expect((after.listing.containerd?["inotify"] ?? 0) > (before.listing.containerd?["inotify"] ?? 0))
        }
    }

    @Test("a guest's number over vsock is asked for again when the sandbox is gone")
    func numbers() async throws {
        try await ConstructedKata.with { kata in
            let qemu = "\(kata.folder)/qemu-system-x86_64"
            try kata.put("qemu-system-x86_64", "#!/bin/sh\nkill -STOP $$\n", mode: 0o755)
            let id = "kt\(UInt64.random(in: 0...(1 << 50)))"
            var request = SpawnRequest(
                qemu, ["-name", "sandbox-\(id)", "-device", "vhost-vsock-pci,vhostfd=3,id=vsock-1,guest-cid=77"])
            request.group = .own
            let process = try spawn(request)
            // Up, and alone: a child that it makes is its like until that becomes another program.
            while try ProcessStat.of(process.pid)?.state != "T" { try await Task.sleep(for: .milliseconds(1)) }
            for (taken, told) in [(Set<UInt32>([77]), [UInt32(77)]), ([], [])] {
                let observer = KataObserver(.init(of: subject(id), root: kata.folder, isFree: { !taken.contains($0) }))
                _ = try sight(observer, .before)
                let steady = try sight(observer, .steady)
                #expect(steady.own(among: steady.listing.processes ?? []).all(.vmm).count == 1)
                #expect(try sight(observer, .after).listing.contextIDs == told)
            }
            let blind = KataObserver(
                .init(of: subject(id), root: kata.folder, isFree: { _ in throw FindingTrouble("/dev/x", "none") }))
            _ = try sight(blind, .steady)
            #expect(try sight(blind, .after).unseen["context-id"] == "/dev/x: none")
            kill(-process.pid, SIGKILL)
            _ = try await process.exit(until: .after(.seconds(5)))
        }
    }

    @Test("what can't be looked at is told with its reason")
    func unseen() throws {
        let observer = KataObserver(.init(of: subject("no-such-sandbox"), root: "/no-such-root", isAlone: { false }))
        let before = try sight(observer, .before)
        #expect(before.unseen["vfio"]?.contains("other lanes") == true && before.listing.drivers == nil)
        #expect(before.unseen["network"]?.contains("no network namespace") == true && before.network == nil)
        #expect(before.unseen["descriptors"]?.contains("no containerd") == true)
        #expect(try sight(observer, .after).unseen["context-id"] == "nobody looked while the sandbox ran")
        let alone = KataObserver(.init(of: subject(), network: "/no-such-file", root: "/no-such-root"))
        let seen = try sight(alone, .before)
        #expect(seen.unseen["vfio"] == "this host has no PCI bus")
        #expect(seen.unseen["network"]?.contains("/no-such-file") == true && seen.unseen["chains"] != nil)
    }
}
