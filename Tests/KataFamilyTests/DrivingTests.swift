import Drivers
import Linux
import Matrices
import Testing

@testable import KataFamily

@Suite("How Kata's shims are driven") struct DrivingTests {
    private let family = KataShims()

    private func contender(_ release: String?, config: String? = "/c.toml") -> Contender {
        Contender(name: "a", family: "kata", release: release, shim: "/s", config: config)
    }

    @Test(
        "a configuration goes by options, but to the Rust shim of 3.0 by the environment, and never by both",
        arguments: [
            ("go@3.0.0", true), ("go@4.1.0", true), ("rust@3.0.0", false), ("rust@3.0.2", false), ("rust@3.15.0", true),
            ("rust@4.1.0", true), (nil, true),
        ] as [(String?, Bool)])
    func channel(release: String?, byOptions: Bool) {
        let one = contender(release)
        let options = family.options(for: one, folder: "/f")
        // Field 2 is config_path.
        #expect(options?.value == (byOptions ? [0x12, 7] + Array("/c.toml".utf8) : nil))
        #expect(options?.typeURL == (byOptions ? "runtimeoptions.v1.Options" : nil))
        #expect(family.environment(of: one) == (byOptions ? [] : ["KATA_CONF_FILE=/c.toml"]))
        let bare = contender(release, config: nil)
        #expect(family.options(for: bare, folder: "/f") == nil && family.environment(of: bare) == [])
    }

    @Test("only a Go shim is asked for its stacks: a Rust one would die of it")
    func stacks() {
        #expect(family.stackSignal(of: contender("go@4.1.0")) == 10)
        #expect(family.stackSignal(of: contender("rust@4.1.0")) == nil)
        #expect(family.stackSignal(of: contender(nil)) == nil)
    }

    @Test("the first create has 90 s, everything else 30, and what follows a hang little")
    func deadlines() {
        #expect(family.deadlineNanoseconds(of: "first-create") == 90_000_000_000)
        for verb in ["create", "start", "wait", "kill", "shim-gone", "cli-delete"] {
            #expect(family.deadlineNanoseconds(of: verb) == 30_000_000_000)
        }
        #expect(family.deadlineNanoseconds(of: "shim-gone-after-hang") == 5_000_000_000)
    }

    @Test(
        "roles are told by the names of programs",
        arguments: [
            (["/opt/kata/bin/qemu-system-x86_64", "-name", "sandbox-x"], "vmm"),
            (["/opt/kata/bin/qemu-system-x86_64-snp-experimental"], "vmm"),
            (["/opt/kata/bin/cloud-hypervisor", "--api-socket", "/a"], "vmm"), (["firecracker", "--api-sock"], "vmm"),
            (["/opt/kata/libexec/virtiofsd", "--syslog", "--fd=3"], "virtiofsd"), (["/bin/sh", "/x/nydusd"], "nydusd"),
            (["/x/containerd-shim-kata-v2", "-id", "qemu-system-"], nil), (["probe", "sleep"], nil), ([], nil),
        ] as [([String], String?)])
    func roles(arguments: [String], role: String?) throws {
        let identity = try #require(try ProcessIdentity.of(1))
        let child = ShimChild(identity: identity, arguments: arguments, isBesideShim: true)
        let played = ["vmm", "virtiofsd", "nydusd", "runtime"].filter {
            family.plays($0, child, of: contender(nil))
        }
        #expect(played == (role.map { [$0] } ?? []))
        #expect(family.abilities.roles == ["shim", "events", "vmm", "virtiofsd", "nydusd"])
    }
}
