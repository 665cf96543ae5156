import Documents

extension Fault {
    static let smallerMemoryLimit = Fault(
        name: "resources/memory-limit-off",
        title: "A container's limit of memory is some percent below what was asked for",
        because: "What was measured to fit is killed.",
        parameters: [Parameter(name: "percent", default: "10", meaning: "how much less")],
        expects: Expectation(facets: ["*/**/memory/limit", "*/guest/cgroupLimits/**"], step: "stats"),
        scenarios: ["resources/memory-limit", "resources/seen-inside"]
    ) { choices in
        let percent = Int64(min(99, choices[number: "percent"]))
        return .bundle { config in
            guard let limit = config[["linux", "resources", "memory", "limit"]]?.integer, limit > 0 else { return }
            config[["linux", "resources", "memory", "limit"]] = .integer(limit / 100 * (100 - percent) / 4096 * 4096)
        }
    }
}
