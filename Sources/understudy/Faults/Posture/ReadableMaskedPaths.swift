import Documents
import Linux

extension Fault {
    static let readableMaskedPaths = Fault(
        name: "posture/masked-path-readable",
        title: "One of the masked paths can be read",
        because: "They tell of the host: its keys, its memory, its timers.",
        expects: Expectation(
            facets: ["*/guest/paths/**", "*/guest/mounts/**", "*/**/stdout", "*/**/exit"]),
        scenarios: ["isolation/masked-paths", "isolation/report"]
    ) { _ in
        .bundle { config in
            let paths = config[["linux", "maskedPaths"]]?.list ?? []
            // One that is there; the kernel's whole memory stays covered, this is a real host.
            let bared = paths.firstIndex { path in
                path.text.map { $0 != "/proc/kcore" && Files.exists($0) } ?? false
            }
            guard let bared else { return }
            config[["linux", "maskedPaths"]] = .list(Array(paths[..<bared] + paths[(bared + 1)...]))
        }
    }
}
