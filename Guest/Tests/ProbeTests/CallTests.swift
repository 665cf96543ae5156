import Foundation
import Glibc
import Testing

@Suite("System calls that are tried", .timeLimit(.minutes(1)))
struct CallTests {
    private func calls(_ words: [String] = [], through wrapper: [String] = []) throws -> [String: String] {
        let ending = try run(["try"] + words, through: wrapper)
        #expect(ending.code == 0)
        #expect(ending.output.filter { $0 == 0x0A }.count == 1, "one line")
        return try #require(try JSONSerialization.jsonObject(with: Data(ending.output)) as? [String: String])
    }

    @Test("only those that are named are tried")
    func named() throws {
        #expect(
            Set(try calls(["statx,memfd_create", "socket-unix"]).keys) == ["statx", "memfd_create", "socket-unix"])
    }

    @Test("every call has an answer, and the table in Guest/README.md has every call")
    func all() throws {
        let answers = try calls()
        #expect(answers.count >= 95)
        let guide = try #require(readText(Program.path.replacing("/.build/release/probe", with: "/README.md")))
        for (name, answer) in answers {
            #expect(answer == "ok" || answer.hasPrefix("E"), "\(name): \(answer)")
            #expect(guide.contains("`\(name)`"), "\(name)")
        }
    }

    /// Without capabilities, in namespaces of its own, and with them: the same argument gives different answers, so
    /// that what stands behind the check of privileges was reached. Calls that this kernel lacks say ENOSYS.
    static let privileged = [
        "mount", "umount", "pivot_root", "chroot", "fsopen", "open_tree", "swapon", "swapoff", "reboot", "kexec_load",
        "kexec_file_load", "init_module", "finit_module", "delete_module", "settimeofday", "adjtimex", "sethostname",
        "setdomainname", "acct", "iopl", "unshare", "unshare-net", "unshare-pid", "setns", "setuid", "setgid",
        "setgroups", "capset", "setpriority", "sched_setscheduler", "socket-raw", "socket-packet",
        "open_by_handle_at",
    ]

    @Test("who has no capabilities is refused by their absence", .enabled(if: getuid() == 0), arguments: privileged)
    func refused(_ name: String) throws {
        let without = try calls([name], through: Self.withoutCapabilities)[name]
        #expect(["EPERM", "EACCES", "ENOSYS"].contains(without), "\(without ?? "")")
    }

    @Test("who has them is not", .enabled(if: getuid() == 0))
    func allowed() throws {
        let with = try calls(Self.privileged)
        let without = try calls(Self.privileged, through: Self.withoutCapabilities)
        // Not this machine's own limits: where everything is refused, nothing would be shown.
        let differ = Self.privileged.filter { with[$0] != without[$0] }
        #expect(differ.count >= 20, "\(differ)")
    }

    @Test("nothing of it stays", .enabled(if: getuid() == 0))
    func harmless() throws {
        // In namespaces of its own, where nobody else changes anything meanwhile.
        let script = """
            look() {
                hostname; cat /proc/self/mountinfo /proc/sysvipc/msg /proc/sysvipc/sem /proc/sysvipc/shm
                ls -a /dev / /run /proc/sys/kernel; cat /proc/sys/kernel/domainname /proc/net/unix
            }
            mount -t tmpfs none /dev; mount -t tmpfs none /run; before=$(look)
            answers=$("$0" "$@"); after=$(look)
            [ "$before" = "$after" ] && printf '%s' "$answers" || printf '%s' "$before" "$after"
            """
        let answers = try run(
            ["try"], through: ["unshare", "--mount", "--uts", "--ipc", "--net", "sh", "-c", script])
        #expect(answers.text.hasPrefix("{\"mount\":"), "\(answers.text)")
        #expect(answers.text.contains("\"mknod-block\":\"ok\""))
    }

    private static let withoutCapabilities = [
        "setpriv", "--reuid=12345", "--regid=12345", "--clear-groups", "--bounding-set=-all", "--inh-caps=-all",
    ]
}
