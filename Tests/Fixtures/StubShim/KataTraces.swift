import Glibc
import Linux

/// What Kata's shims leave in the host's file system and the pod's network while a sandbox runs, in the form that is known of
/// them: files stand for sockets.
struct KataTraces: Sendable {
    let mode: Mode
    let sandbox: String
    /// The name of the pod's network namespace; nil where it has none of its own.
    let network: String?

    init(_ mode: Mode, sandbox: String, bundle: String) {
        self.mode = mode
        self.sandbox = sandbox
        let text = (try? Files.read("\(bundle)/config.json", limit: 1 << 20)).map {
            String(decoding: $0.bytes, as: UTF8.self).filter { $0 != "\\" }
        }
        network = text?.firstRange(of: "/run/netns/").flatMap { range in
            text.map { String($0[range.upperBound...].prefix { $0 != "\"" }) }
        }
    }

    private var files: [String] {
        switch mode {
        case .kataGo, .kataLeaves:
            ["persist.json", "shim-monitor.sock"].map { "/run/vc/sbs/\(sandbox)/\($0)" }
                + ["pid", "qmp.sock", "console.sock"].map { "/run/vc/vm/\(sandbox)/\($0)" }
        case .kataRust: ["state.json", "shim-monitor.sock", "root/qmp.sock"].map { "/run/kata/\(sandbox)/\($0)" }
        case .kataOldRust: ["/run/kata/\(sandbox)/state.json"]
        default: []
        }
    }

    private var folders: [String] { ["/run/vc/sbs/", "/run/vc/vm/", "/run/kata/"].map { $0 + sandbox } }

    func make() async {
        for path in files {
            try? Files.makeDirectories(String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)]))
            try? Files.write(path, Array("{}".utf8))
        }
        guard let network, !files.isEmpty else { return }
        await run("ip", ["-n", network, "tuntap", "add", "tap0_kata", "mode", "tap"])
        for (from, to) in [("eth0", "tap0_kata"), ("tap0_kata", "eth0")] {
            await run("tc", ["-n", network, "qdisc", "add", "dev", from, "ingress"])
            await run(
                "tc",
                ["-n", network, "filter", "add", "dev", from, "parent", "ffff:", "protocol", "all", "u32"]
                    + ["match", "u8", "0", "0", "action", "mirred", "egress", "redirect", "dev", to])
        }
        if mode == .kataLeaves { await run("ip", ["netns", "exec", network, "/usr/sbin/iptables", "-N", "KATA-LEFT"]) }
    }

    func remove() async {
        for folder in folders { _ = Files.removeTree(folder) }
        guard let network, !files.isEmpty, mode != .kataLeaves else { return }
        await run("ip", ["-n", network, "link", "delete", "tap0_kata"])
        await run("tc", ["-n", network, "qdisc", "delete", "dev", "eth0", "ingress"])
    }

    private func run(_ program: String, _ arguments: [String]) async {
        let path = ["/usr/sbin/", "/sbin/", "/usr/bin/", "/bin/"].map { $0 + program }.first { access($0, X_OK) == 0 }
        guard let path, let process = try? spawn(SpawnRequest(path, arguments)) else { return }
        _ = try? await process.exit(until: .after(.seconds(5)))
    }
}
