import Glibc
import Linux

extension Fault {
    static let leakedNamespace = Fault(
        name: "leaks/netns",
        title: "Every container leaves a network namespace behind, under a name in /run/netns",
        because: "Its interfaces and addresses stay taken.",
        expects: Expectation(facets: ["host/left/namespaces", "host/left/namespaces/names"], severity: "blocker"),
        scenarios: ["lifecycle/exits-at-once", "lifecycle/plain"]
    ) { _ in
        .afterDelete { id, stage in
            guard let pid = Leftover.process(stage, newNetwork: true) else { return }
            defer { kill(pid, SIGKILL) }
            let path = "/run/netns/\(id)"
            mkdir("/run/netns", 0o755)
            guard (try? Files.write(path, [])) != nil else { return }
            try? Mounts.mount(type: "none", source: "/proc/\(pid)/ns/net", target: path, flags: .bind)
        }
    }
}
