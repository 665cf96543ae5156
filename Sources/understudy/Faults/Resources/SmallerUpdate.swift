import Documents

extension Fault {
    static let smallerUpdate = Fault(
        name: "resources/update-off",
        title: "An update sets a limit of memory some percent below what was asked for",
        because: "What was measured to fit is killed.",
        parameters: [Parameter(name: "percent", default: "10", meaning: "how much less")],
        expects: Expectation(facets: ["*/**/memory/limit"], step: "stats"),
        scenarios: ["resources/update", "update/one-leaves-the-other"]
    ) { choices in
        let percent = Int64(min(99, choices[number: "percent"]))
        return .update { resources in
            guard let limit = resources[["memory", "limit"]]?.integer, limit > 0 else { return }
            resources[["memory", "limit"]] = .integer(limit / 100 * (100 - percent) / 4096 * 4096)
        }
    }
}
