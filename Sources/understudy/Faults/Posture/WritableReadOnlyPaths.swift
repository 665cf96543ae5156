import Documents

extension Fault {
    static let writableReadOnlyPaths = Fault(
        name: "posture/readonly-path-writable",
        title: "Paths that were to be read-only can be written, but for the kernel's parameters",
        because: "What is read-only inside is often the host's.",
        expects: Expectation(
            facets: ["*/guest/paths/**", "*/guest/mounts/**", "*/**/stdout", "*/**/exit"]),
        scenarios: ["isolation/masked-paths", "isolation/report"]
    ) { _ in
        .bundle { config in
            guard let paths = config[["linux", "readonlyPaths"]]?.list else { return }
            // A scenario that tries them must not change a real host.
            config[["linux", "readonlyPaths"]] = .list(
                paths.filter { $0.text?.hasPrefix("/proc/sys") ?? true })
        }
    }
}
